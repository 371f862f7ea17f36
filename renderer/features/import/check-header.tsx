import { Select } from 'antd'
import { useId } from 'react'
import type { ImportLayoutView, ImportOverride, ImportPreview } from '../../../core/contract/import.ts'
import type { RegisterName } from '../../../core/domain/field.ts'
import { Notice } from '../../ui/notice.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { Tag } from '../../ui/sheet.tsx'
import { columnLetter, covered, explanationHeader, importFields, isOrdinal, mappingWith } from './mapping.ts'

export interface CheckHeaderProps {
  book: {
    fileName: string
    sheets: readonly { name: string; hidden: boolean }[]
    layout: ImportLayoutView
    preview: ImportPreview
    repairSheet: boolean
  }
  register: RegisterName
  busy: boolean
  failure: string | undefined
  /** the person changed a column in this session */
  corrected: boolean
  onOverride: (wanted: ImportOverride) => void
}

const leftOut = '—'

/** The second step: which sheet, which row is the heading, which column is what. Everything is filled in already. */
export function CheckHeader({ book, register, busy, failure, corrected, onOverride }: CheckHeaderProps) {
  const { layout, sheets } = book
  const id = useId()
  const dropped = layout.columns.filter((one) => one.dropped)
  return (
    <>
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
      {book.repairSheet && (
        <Notice tone="info">{`这是标注后取回的表：只读“${explanationHeader}”一列有内容的行。其余的行上次没有问题，这次不读；上次没有正式导入过的，请导入原来的表。`}</Notice>
      )}
      {layout.remembered && <Notice tone="good">这种表格以前导入过，已按上次核对的对应关系填好。</Notice>}
      {corrected && <Notice tone="info">正式导入后会记住这次的对应关系，下次遇到同样的表头自动套用。</Notice>}
      <div className="import-line">
        <b>{book.fileName}</b>
        <label className="muted" htmlFor={id}>
          工作表
        </label>
        <Select
          id={id}
          className="import-sheet"
          value={layout.sheet}
          loading={busy}
          options={sheets.map(({ name, hidden }) => ({ value: name, label: hidden ? `${name}（隐藏）` : name }))}
          onChange={(sheet: string) => {
            onOverride({ sheet, headerRow: undefined, fields: undefined })
          }}
        />
        <span className="muted">第 {layout.headerRow} 行是表头</span>
        {layout.householdBlocks && <Tag tone="blue">按户排列：同户的户号、地址从户主行取</Tag>}
      </div>
      <Preview
        {...book}
        onHeaderRow={(headerRow) => {
          onOverride({ headerRow, fields: undefined })
        }}
      />
      <h3 className="import-head">每一列导入到哪里</h3>
      <PlainTable<ImportLayoutView['columns'][number]>
        label="列与台账字段的对应"
        rows={layout.columns}
        keyOf={(column) => column.index}
        columns={[
          { label: '列', kind: 'short', cell: ({ index }) => columnLetter(index) },
          {
            label: '表头',
            cell: ({ header, dropped: gone }) => (gone ? <s className="dim">{header}</s> : <b>{covered(header)}</b>),
          },
          { label: '表中内容', cell: ({ samples }) => <span className="muted">{samples.map(covered).join('　')}</span> },
          {
            label: '导入为',
            cell: (column) =>
              column.header === explanationHeader ? (
                <span className="import-dropped">标注用的一列，不导入</span>
              ) : column.dropped ? (
                <span className="import-dropped">不读入：平安台不收集这类信息</span>
              ) : (
                <Select<string>
                  className="import-field"
                  aria-label={`${column.header}导入为`}
                  value={column.field ?? leftOut}
                  status={column.field === null && !isOrdinal(column.header) ? 'warning' : ''}
                  showSearch={{ optionFilterProp: 'label' }}
                  options={[
                    { value: leftOut, label: '不导入' },
                    ...importFields(register).map(({ field, label, required }) => ({
                      value: field,
                      label: required ? `${label}（必需）` : label,
                    })),
                  ]}
                  onChange={(field) => {
                    onOverride({ fields: mappingWith(layout, column.index, field === leftOut ? null : field) })
                  }}
                />
              ),
          },
        ]}
      />
      {dropped.length > 0 && (
        <p className="muted note">
          划去的 {dropped.length} 列（{dropped.map(({ header }) => header).join('、')}
          ）不显示、不登记，也不会出现在导出和数据包里。
        </p>
      )}
    </>
  )
}

/** The first rows as they stand in the file; a click says which one is the heading. */
function Preview({
  preview,
  layout,
  onHeaderRow,
}: {
  preview: ImportPreview
  layout: ImportLayoutView
  onHeaderRow: (row: number) => void
}) {
  const width = Math.max(...preview.map(({ texts }) => texts.length), 1)
  const gone = new Set(layout.columns.flatMap(({ index, dropped }) => (dropped ? [index] : [])))
  return (
    <div className="preview" tabIndex={0} role="region" aria-label="表格开头几行">
      <table>
        <caption className="unseen">表格开头几行，表头行已标出；点行号可另选表头行</caption>
        <thead>
          <tr>
            <th scope="col">行</th>
            {Array.from({ length: width }, (_, index) => (
              <th key={index} scope="col">
                {columnLetter(index)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.slice(0, 8).map(({ row: number, texts }) => {
            const heading = number === layout.headerRow
            return (
              <tr key={number} className={heading ? 'preview-heading' : number < layout.headerRow ? 'preview-above' : undefined}>
                <th scope="row">
                  <button
                    type="button"
                    className="preview-row"
                    aria-pressed={heading}
                    title={heading ? '现在的表头行' : `把第 ${String(number)} 行作为表头`}
                    onClick={() => {
                      if (!heading) onHeaderRow(number)
                    }}
                  >
                    {number}
                    {heading && <span className="preview-word">表头</span>}
                  </button>
                </th>
                {Array.from({ length: width }, (_, index) => (
                  <td key={index} className={gone.has(index) ? 'preview-gone' : undefined}>
                    {number < layout.headerRow && index > 0 && texts[index] === texts[index - 1]
                      ? ''
                      : covered(texts[index] ?? '')}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
