import { api, useLoaded } from '../../lib/api.ts'
import { PlainTable } from '../../ui/plain-table.tsx'

/** What may stand between braces in the Word file of a template. */
export function FieldList({ template }: { template: string }) {
  const { data } = useLoaded(['template', 'fields', template], () => api.template.fields({ template }))
  const fields = data?.fields ?? []
  return (
    <details className="template-fields">
      <summary>
        可以填写的位置 <span className="dim">{fields.length} 个</span>
      </summary>
      <p className="muted note">
        在 Word 里把 {'{编号}'} 这样的花括号放在要填的地方，字体、大小照放的地方。有几个就重复的（当事人、条款）用 {'{#当事人}'}{' '}
        开头、
        {'{/当事人}'} 结尾；{'{#当事人|有}'} 只在有的时候印。缺的内容印成横线，写成 {'{职业|空}'} 的不印。
      </p>
      <PlainTable
        label="可以填写的位置"
        rows={fields}
        keyOf={({ path }) => path}
        columns={[
          {
            label: '写法',
            kind: 'short',
            cell: ({ path, list }) => (list ? `{#${nameOf(path)}}…{/${nameOf(path)}}` : `{${nameOf(path)}}`),
          },
          { label: '在', kind: 'short', cell: ({ path }) => (path.includes('.') ? path.split('.').slice(0, -1).join('、') : '') },
          { label: '样例', cell: ({ example }) => example },
        ]}
      />
    </details>
  )
}

const nameOf = (path: string) => path.split('.').at(-1) ?? path
