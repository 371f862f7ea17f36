import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { messageOf } from '../../lib/errors.ts'
import { Tabs } from '../tabs.tsx'

export interface SheetText {
  name: string
  rows: readonly (readonly string[])[]
  /** there are more rows than these */
  more: boolean
}

/** A workbook as plain tables, one for each sheet. */
export function SheetsPaper({
  load,
  zoom,
  onFailed,
}: {
  load: () => Promise<readonly SheetText[]>
  zoom: number
  onFailed: (message: string) => void
}) {
  const desk = useRef<HTMLDivElement>(null)
  const [sheets, setSheets] = useState<readonly SheetText[]>()
  const [at, setAt] = useState('0')
  const begin = useEffectEvent(load)
  const fail = useEffectEvent(onFailed)
  useEffect(() => {
    let wanted = true
    begin().then(
      (next) => {
        if (wanted) setSheets(next)
      },
      (error: unknown) => {
        if (wanted) fail(messageOf(error))
      },
    )
    desk.current?.focus()
    return () => {
      wanted = false
    }
  }, [])
  const sheet = sheets?.[Number(at)]
  return (
    <div className="viewer-desk viewer-book" tabIndex={0} ref={desk} aria-label="表格内容">
      {sheets === undefined && <p role="status">正在打开…</p>}
      {sheets !== undefined && (
        <Tabs
          label="工作表"
          active={at}
          onChange={setAt}
          tabs={sheets.map(({ name }, index) => ({ id: String(index), label: name }))}
        >
          <div className="viewer-cells" style={{ zoom }} tabIndex={0} role="group" aria-label={`工作表 ${sheet?.name ?? ''}`}>
            <table>
              <tbody>
                {sheet?.rows.map((row, index) => (
                  <tr key={index}>
                    <th scope="row">{index + 1}</th>
                    {row.map((text, column) => (
                      <td key={column}>{text}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
            {sheet?.more === true && <p className="muted note">后面还有，这里只列前 {sheet.rows.length} 行。</p>}
          </div>
        </Tabs>
      )}
    </div>
  )
}
