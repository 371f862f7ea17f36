import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { useSession } from '../../lib/session.tsx'
import { useMedia } from '../../lib/use-media.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { MediumChooser } from '../../ui/medium-chooser.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Fingerprint } from './fingerprint.tsx'
import '../../ui/ask.css'

/** Who this unit is to others: its card, as a file, and the digits to be read out over the telephone. */
export function UnitCardSheet() {
  const { unit } = useSession()
  const card = useQuery({ queryKey: ['exchange', 'card'], queryFn: () => api.exchange.unitCard() })
  const [saving, setSaving] = useState(false)
  return (
    <Sheet
      title="本单位名片"
      note={`${unit.unitName}　${unit.unitCode}`}
      extra={
        <Button
          size="small"
          onClick={() => {
            setSaving(true)
          }}
        >
          保存名片…
        </Button>
      }
      className="exchange-card"
    >
      <div className="exchange-pad">
        {card.isError && <Notice tone="bad">{messageOf(card.error)}</Notice>}
        {card.data !== undefined && <Fingerprint value={card.data.fingerprint} />}
        <p className="muted note">40 位指纹。对方读入名片后来电核对时，从第一组念起。</p>
      </div>
      {saving && (
        <SaveCard
          onClose={() => {
            setSaving(false)
          }}
        />
      )}
    </Sheet>
  )
}

function SaveCard({ onClose }: { onClose: () => void }) {
  const media = useMedia()
  const save = useMutation({ mutationFn: (mediumId: string) => api.exchange.saveCard({ mediumId }) })
  const { chosen } = media
  return (
    <Dialog open title="保存名片" onClose={onClose}>
      <div className="ask">
        <p className="muted">名片里只有单位名称和公钥，没有业务数据，可以放心交给对方单位。</p>
        <MediumChooser label="保存到" {...media.choice} />
        {media.failure !== undefined && <Notice tone="bad">{media.failure}</Notice>}
        {save.isError && <Notice tone="bad">{messageOf(save.error)}</Notice>}
        {save.data !== undefined && <Notice tone="good">已保存为“{save.data.fileName}”。</Notice>}
        <div className="actions">
          <Button className="push" onClick={onClose}>
            关闭
          </Button>
          <Button
            type={save.isSuccess ? 'default' : 'primary'}
            disabled={chosen === undefined}
            loading={save.isPending}
            onClick={() => {
              if (chosen !== undefined) save.mutate(chosen.id)
            }}
          >
            保存
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
