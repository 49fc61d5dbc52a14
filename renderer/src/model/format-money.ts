const dollars = (options: Intl.NumberFormatOptions): Intl.NumberFormat =>
  new Intl.NumberFormat(undefined, { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol', ...options });

const whole = dollars({ notation: 'compact', maximumFractionDigits: 1 });
const cents = dollars({ minimumFractionDigits: 2, maximumFractionDigits: 2 });
const small = dollars({ maximumSignificantDigits: 2 });
const none = dollars({ maximumFractionDigits: 0 });

/** US dollars as `$12.34`; what is below a cent keeps two digits that say something, `$0.00042`. */
export function formatDollars(amount: number): string {
  const size = Math.abs(amount);
  if (size === 0) return none.format(0);
  if (size < 0.01) return small.format(amount);
  return (size < 10_000 ? cents : whole).format(amount);
}

/** The same with a sign, for what is gained or lost. */
export const formatDollarChange = (amount: number): string => `${amount > 0 ? '+' : ''}${formatDollars(amount)}`;
