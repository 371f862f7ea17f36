import { Button } from 'antd'
import { Dialog } from '../../ui/dialog.tsx'
import '../../ui/ask.css'

interface LeaveFormProps {
  open: boolean
  onStay: () => void
  onKeep: () => void
  onDrop: () => void
}

/** Asked before a form is left that holds something unsaved: what becomes of the draft. */
export function LeaveForm({ open, onStay, onKeep, onDrop }: LeaveFormProps) {
  return (
    <Dialog open={open} title="填的内容还没有保存" onClose={onStay}>
      <div className="ask">
        <p className="muted">保留草稿，下次打开接着填；丢弃，刚才填的不再保留。</p>
        <div className="actions">
          <Button onClick={onStay}>接着填</Button>
          <Button className="push" danger onClick={onDrop}>
            丢弃
          </Button>
          <Button type="primary" autoFocus onClick={onKeep}>
            保留草稿
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
