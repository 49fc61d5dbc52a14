import { useToast } from '../ui/toast-context.ts';

/** Copies from a place that closes, so that a message has to say whether it worked. */
export function useCopyText(): (text: string, what: string) => void {
  const toast = useToast();
  return (text, what) => {
    navigator.clipboard.writeText(text).then(
      () => toast({ message: `${what} is copied.`, tone: 'plain' }),
      () => toast({ message: 'The browser did not let this page copy.', tone: 'bad' }),
    );
  };
}
