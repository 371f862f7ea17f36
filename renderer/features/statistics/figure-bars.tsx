import { countText } from '../../lib/format.ts'

export interface Bar {
  key: string
  label: string
  right: number
  /** makes the chart two-sided */
  left?: number
}

interface FigureBarsProps {
  title: string
  bars: readonly Bar[]
  /** over the two sides of a two-sided chart */
  sides?: { left: string; right: string }
}

/** In units of the drawing, which are pixels at 100 % type. */
const line = 22
const width = 344
const label = 116
const number = 54

/** Lying bars with their numbers, one or two to each label; readable in grey. */
export function FigureBars({ title, bars, sides }: FigureBarsProps) {
  const most = Math.max(1, ...bars.flatMap(({ left = 0, right }) => [left, right]))
  const head = sides === undefined ? 0 : line
  const height = head + bars.length * line
  const middle = sides === undefined ? label : (width - label) / 2
  const room = (sides === undefined ? width - label : middle) - number
  const lengthOf = (value: number) => (value / most) * room
  const rightEdge = sides === undefined ? label : middle + label
  return (
    <figure className="bars">
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${String(width)} ${String(height)}`} width={width} height={height} role="img" aria-label={title}>
        {sides !== undefined && (
          <g className="bars-sides">
            <text x={middle - 4} y={15} textAnchor="end">
              {sides.left}
            </text>
            <text x={rightEdge + 4} y={15}>
              {sides.right}
            </text>
          </g>
        )}
        {bars.map(({ key, label: name, left, right }, at) => {
          const top = head + at * line
          const text = top + 15
          return (
            <g key={key}>
              {left === undefined ? (
                <text x={label - 6} y={text} textAnchor="end">
                  {shortened(name)}
                </text>
              ) : (
                <>
                  <text x={middle + label / 2} y={text} textAnchor="middle">
                    {shortened(name)}
                  </text>
                  <rect className="bar-left" x={middle - lengthOf(left)} y={top + 4} width={lengthOf(left)} height={line - 8} />
                  <text className="bar-number" x={middle - lengthOf(left) - 4} y={text} textAnchor="end">
                    {countText(left)}
                  </text>
                </>
              )}
              <rect className="bar-right" x={rightEdge} y={top + 4} width={lengthOf(right)} height={line - 8} />
              <text className="bar-number" x={rightEdge + lengthOf(right) + 4} y={text}>
                {countText(right)}
              </text>
            </g>
          )
        })}
      </svg>
    </figure>
  )
}

/** As many Chinese characters as stand before a bar, or twice as many digits; the end tells villages of one town apart. */
function shortened(name: string): string {
  const wide = [...name].reduce((sum, one) => sum + (one > '\u02ff' ? 2 : 1), 0)
  return wide > 18 ? `…${name.slice(-8)}` : name
}
