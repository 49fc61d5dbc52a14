/** A filled area in the units of the drawing. */
interface Shape {
  color: string;
  contains: (x: number, y: number) => boolean;
}

export interface Drawing {
  /** Side of the square view box. */
  side: number;
  /** Back to front. */
  shapes: Shape[];
}

type Attributes = Record<string, string | undefined>;

/**
 * Reads the part of SVG that our icons use: circles, rounded rectangles and straight-edged paths. Throws on anything
 * else, so that a drawing is never rendered with a part missing.
 */
export function readSvg(svg: string): Drawing {
  const side = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)?.[1]);
  if (!(side > 0)) throw new Error('the view box must be "0 0 N N"');
  const shapes: Shape[] = [];
  for (const [, tag = '', inside = ''] of svg.replaceAll(/<title>.*<\/title>/g, '').matchAll(/<(\w+)\b([^>]*)>/g)) {
    const attributes: Attributes = Object.fromEntries(
      [...inside.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
    );
    if (tag === 'circle') shapes.push(circle(attributes));
    else if (tag === 'rect') shapes.push(roundedRectangle(attributes));
    else if (tag === 'path') shapes.push(polygon(attributes));
    else if (tag !== 'svg') throw new Error(`<${tag}> is not supported`);
  }
  return { side, shapes };
}

function number(attributes: Attributes, name: string): number {
  const value = Number(attributes[name] ?? 'missing');
  if (Number.isNaN(value)) throw new Error(`${name} must be a number`);
  return value;
}

function circle(attributes: Attributes): Shape {
  const [cx, cy, r] = [number(attributes, 'cx'), number(attributes, 'cy'), number(attributes, 'r')];
  const distance = (x: number, y: number): number => Math.hypot(x - cx, y - cy);
  if (attributes['stroke'] === undefined) return { color: fill(attributes), contains: (x, y) => distance(x, y) <= r };
  const half = number(attributes, 'stroke-width') / 2;
  return { color: attributes['stroke'], contains: (x, y) => Math.abs(distance(x, y) - r) <= half };
}

function roundedRectangle(attributes: Attributes): Shape {
  const [left, top] = [number(attributes, 'x'), number(attributes, 'y')];
  const [width, height] = [number(attributes, 'width'), number(attributes, 'height')];
  const radius = attributes['rx'] === undefined ? 0 : number(attributes, 'rx');
  return {
    color: fill(attributes),
    contains: (x, y) => {
      if (x < left || y < top || x > left + width || y > top + height) return false;
      // Distance from the rectangle that the corners' centres span.
      const dx = Math.max(left + radius - x, x - (left + width - radius), 0);
      const dy = Math.max(top + radius - y, y - (top + height - radius), 0);
      return Math.hypot(dx, dy) <= radius || dx === 0 || dy === 0;
    },
  };
}

/** `M x y L x y … Z`, filled by the even-odd rule. */
function polygon(attributes: Attributes): Shape {
  const path = attributes['d'] ?? '';
  if (!/^M [-\d. ]+(L [-\d. ]+)+Z$/.test(path.replaceAll(/([ML])(?=\d)/g, '$1 '))) throw new Error(`path ${path}`);
  const points = [...path.matchAll(/([-\d.]+)[ ,]([-\d.]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
  return {
    color: fill(attributes),
    contains: (x, y) => {
      let inside = false;
      for (const [index, to] of points.entries()) {
        const from = points.at(index - 1);
        if (from === undefined || from.y > y === to.y > y) continue;
        if (x < from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x)) inside = !inside;
      }
      return inside;
    },
  };
}

function fill(attributes: Attributes): string {
  if (attributes['fill'] === undefined) throw new Error('a shape without fill or stroke');
  return attributes['fill'];
}
