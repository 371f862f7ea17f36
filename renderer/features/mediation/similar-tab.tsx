import { Link } from 'react-router'
import { api, useLoaded } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { Notice } from '../../ui/notice.tsx'
import { Tag } from '../../ui/sheet.tsx'

/** @param wanted false asks nothing: cases are looked for only when somebody opens the tab */
export const useSimilarCases = (id: string, wanted: boolean) =>
  useLoaded(['mediation', id, 'similar', wanted], async () => (wanted ? (await api.mediation.similarCases({ id })).cases : null))

/** 类似案件: how such quarrels were settled before, to help with this one; asked for case by case, never about a person. */
export function SimilarTab({ id }: { id: string }) {
  const { data: cases, error } = useSimilarCases(id, true)
  if (error !== null)
    return (
      <div className="case-said">
        <Notice tone="bad">{messageOf(error)}</Notice>
      </div>
    )
  if (cases === undefined || cases === null) return <p className="case-blank muted">正在查找…</p>
  if (cases.length === 0) return <p className="case-blank muted">三年内没有当事人、地点或类别相同的案件。</p>
  return (
    <ul className="case-list">
      {cases.map(({ id: other, title, fileNo, category, on, outcome, likeness, terms }) => (
        <li className="case-part" key={other}>
          <div className="case-list-head">
            <h3>
              <Link to={`/mediation/${other}`}>{title}</Link>
            </h3>
            {likeness.map((word) => (
              <Tag key={word} tone="blue">
                {word}
              </Tag>
            ))}
            <span className="muted note">{[fileNo, category, on, outcome].filter((one) => one !== '').join(' · ')}</span>
          </div>
          {terms.length > 0 && (
            <ol className="case-terms">
              {terms.map((term, index) => (
                <li key={index}>{term}</li>
              ))}
            </ol>
          )}
        </li>
      ))}
    </ul>
  )
}
