import { Button, Popover } from 'antd'
import type { ReactNode } from 'react'
import { withRuleMark } from '../../ui/rule-mark.tsx'

/** A step that may be taken, or one that may not and says why; a refused one keeps its place under the keyboard. */
export function VerbButton(props: { refused: string | null; primary?: boolean; onClick: () => void; children: ReactNode }) {
  const { refused, primary = false, onClick, children } = props
  if (refused === null)
    return (
      <Button type={primary ? 'primary' : 'default'} onClick={onClick}>
        {children}
      </Button>
    )
  return (
    <Popover
      content={<div className="step-reason">{withRuleMark(refused)}</div>}
      trigger={['hover', 'focus', 'click']}
      placement="bottomRight"
    >
      <Button className="verb-refused" aria-disabled="true">
        {children}
        <span className="unseen">暂不能办：{refused}</span>
      </Button>
    </Popover>
  )
}
