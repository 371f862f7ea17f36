import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Radio } from 'antd'
import { useState } from 'react'
import type { BackupMade } from '../../../core/contract/exchange.ts'
import { api } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { instantText } from '../../lib/format.ts'
import { useSession } from '../../lib/session.tsx'
import { sizeText } from '../../lib/size-text.ts'
import { useJob } from '../../lib/use-job.ts'
import { useMedia } from '../../lib/use-media.ts'
import { MediumChooser } from '../../ui/medium-chooser.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { JobProgress } from '../../ui/wizard.tsx'

interface Backup {
  fileName: string
  bytes: number
  at: string
}

/** beside the backups of a medium */
const backupFolder = '平安台附件'

/** Making a backup, the backups there are, and how one is opened again. */
export function BackupTab() {
  const { today } = useSession()
  const queries = useQueryClient()
  const [place, setPlace] = useState<'here' | 'stick'>('here')
  const media = useMedia()
  const list = useQuery({ queryKey: ['backup'], queryFn: () => api.backup.list() })
  const job = useJob<{ mediumId?: string }, BackupMade>(
    (input) => api.backup.create(input),
    () => void queries.invalidateQueries(),
  )
  const stick = place === 'stick' ? media.chosen : undefined
  const [last] = list.data?.backups ?? []
  return (
    <>
      <section className="system-part" aria-label="现在备份">
        <h2>现在备份</h2>
        <p className="muted">
          {`备份是全部数据的加密副本：登记的内容在以 .zzk 结尾的文件里，扫描件和保存过的文书在同一处的“${backupFolder}”文件夹里，两样要放在一起。`}
          用平时的登录密码或首次使用时打印的恢复密钥才能打开。写完会逐页、逐件检查，检查通过才算完成。
        </p>
        {last !== undefined && <p>本机最近一次备份：{instantText(last.at, today)}</p>}
        <Radio.Group
          aria-label="备份到哪里"
          value={place}
          options={[
            { value: 'here', label: '本机备份文件夹' },
            { value: 'stick', label: 'U盘' },
          ]}
          onChange={({ target }: { target: { value?: unknown } }) => {
            setPlace(target.value === 'stick' ? 'stick' : 'here')
          }}
        />
        {place === 'here' && (
          <p className="muted note">本机备份防误操作；电脑损坏、丢失或中毒时要靠U盘上的备份，建议每周写一份到U盘并另处存放。</p>
        )}
        {place === 'stick' && <MediumChooser label="备份到哪个U盘" {...media.choice} />}
        <div className="actions">
          <Button
            type="primary"
            loading={job.running}
            disabled={place === 'stick' && stick === undefined}
            onClick={() => {
              job.run(stick === undefined ? {} : { mediumId: stick.id })
            }}
          >
            立即备份
          </Button>
        </div>
        {job.running && (
          <JobProgress phase={job.view?.phase ?? '备份'} done={job.view?.done ?? 0} total={job.view?.total ?? undefined} />
        )}
        {job.failure !== undefined && <Notice tone="bad">{job.failure}</Notice>}
        {job.result !== undefined && <Made {...job.result} />}
      </section>
      <section className="system-part" aria-label="本机备份">
        <h2>本机的备份</h2>
        {list.isError && <Notice tone="bad">{messageOf(list.error)}</Notice>}
        {list.data?.backups.length === 0 && <p className="muted">还没有备份。</p>}
        {list.data !== undefined && list.data.backups.length > 0 && (
          <PlainTable<Backup>
            label="本机的备份"
            rows={list.data.backups.slice(0, 30)}
            keyOf={({ fileName }) => fileName}
            columns={[
              { label: '时间', kind: 'short', cell: ({ at }) => instantText(at, today) },
              { label: '文件', cell: ({ fileName }) => fileName },
              { label: '大小', kind: 'number', cell: ({ bytes }) => sizeText(bytes) },
            ]}
          />
        )}
      </section>
      <section className="system-part" aria-label="怎样恢复">
        <h2>怎样恢复</h2>
        <ol className="system-steps">
          <li>关闭平安台。恢复前，现在的数据会自动改名保留，不会覆盖。</li>
          <li>备份文件（.zzk）和“{backupFolder}”文件夹要放在同一处；少了文件夹，登记的内容能恢复，扫描件恢复不了。</li>
          <li>
            请维护人员用命令行先检查备份能不能打开、附件全不全：<code>desk backup verify 备份文件.zzk</code>
          </li>
          <li>
            再恢复：<code>desk backup restore 备份文件.zzk</code>
            ，按提示输入登录密码或恢复密钥；结果会写明恢复了几件附件、缺几件。
          </li>
          <li>重新打开平安台，核对工作台上的数目和最近的记录。</li>
        </ol>
        <p className="muted note">
          从源代码运行的，命令中的 desk 写成 <code>npm run -s desk --</code>。
        </p>
      </section>
    </>
  )
}

function Made({ fileName, bytes, files, copied, damaged }: BackupMade) {
  return (
    <>
      <Notice tone="good">
        备份完成，已逐页检查：{fileName}（{sizeText(bytes)}）；附件 {files} 件，新增 {copied} 件。
      </Notice>
      {damaged > 0 && (
        <Notice tone="bad">
          本机有 {damaged}{' '}
          件附件已损坏，没有备份进去。请保留以前的备份，不要删除：用以前的备份能取回这些附件；取不回的，到案件“文书与卷宗”里重新扫描。
        </Notice>
      )}
    </>
  )
}
