import { Button } from 'antd'
import { useState } from 'react'
import type { BindResult } from '../../../../core/contract/case-file.ts'
import { api, saveFile } from '../../../lib/api.ts'
import { messageOf } from '../../../lib/errors.ts'
import { readMade } from '../../../lib/file-bytes.ts'
import { sizeText } from '../../../lib/size-text.ts'
import { useJob } from '../../../lib/use-job.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Viewer } from '../../../ui/viewer/viewer.tsx'
import { JobProgress } from '../../../ui/wizard.tsx'

interface MadeFile {
  fileRef: string
  name: string
}

export interface WholeFile {
  caseId: string
  /** papers the file must hold and does not */
  missing: number
  /** the case is over: what is bound now stays as it is */
  ended: boolean
  /** changes with everything that is bound */
  state: string
}

/** 成卷 and 打印整套: the whole file as one PDF, to be looked at, printed and saved. */
export function useWholeFile({ caseId, missing, ended, state }: WholeFile) {
  const [shown, setShown] = useState<MadeFile>()
  const [said, setSaid] = useState<{ good: boolean; words: string }>()
  const [making, setMaking] = useState(false)
  const [bound, setBound] = useState<string>()
  const bind = useJob<undefined, BindResult>(() => api.caseFile.bindCaseFile({ id: caseId }))
  const save = ({ fileRef, name }: MadeFile) => {
    saveFile(fileRef, name).then(
      () => {
        setSaid({ good: true, words: `已保存 ${name}` })
      },
      (error: unknown) => {
        setSaid({ good: false, words: messageOf(error) })
      },
    )
  }
  const makeSet = () => {
    setMaking(true)
    setSaid(undefined)
    api.document
      .produceSet({ caseId })
      .then(setShown, (error: unknown) => {
        setSaid({ good: false, words: `没有生成：${messageOf(error)}` })
      })
      .finally(() => {
        setMaking(false)
      })
  }
  const { result, view } = bind
  return {
    buttons: (
      <>
        <Button size="small" loading={making} onClick={makeSet}>
          打印整套文书
        </Button>
        <Button
          size="small"
          type={missing === 0 && ended ? 'primary' : 'default'}
          loading={bind.running}
          onClick={() => {
            setSaid(undefined)
            setBound(state)
            bind.run(undefined)
          }}
        >
          {missing === 0 ? '成卷' : `成卷（缺 ${String(missing)} 件必备）`}
        </Button>
      </>
    ),
    outcome: (
      <>
        {bind.running && (
          <JobProgress
            phase={view?.phase ?? '正在成卷'}
            done={view?.done ?? 0}
            total={view?.total ?? undefined}
            unit="件"
            onCancel={bind.cancel}
            cancelling={bind.cancelling}
          />
        )}
        {bind.failure !== undefined && <Notice tone="bad">没有成卷：{bind.failure}</Notice>}
        {result !== undefined && !bind.running && bound !== state && (
          <Notice
            tone="warn"
            action={
              <Button
                size="small"
                onClick={() => {
                  setSaid(undefined)
                  setBound(state)
                  bind.run(undefined)
                }}
              >
                重新成卷
              </Button>
            }
          >
            上次成卷以后案卷有变动，那一份已过时，请重新成卷。
          </Notice>
        )}
        {result !== undefined && !bind.running && bound === state && (
          <Notice
            tone="good"
            action={
              <span className="actions">
                <Button
                  size="small"
                  type="primary"
                  icon={<Icon name="eye" />}
                  onClick={() => {
                    setShown(result)
                  }}
                >
                  查看、打印
                </Button>
                <Button
                  size="small"
                  icon={<Icon name="download" />}
                  onClick={() => {
                    save(result)
                  }}
                >
                  另存
                </Button>
              </span>
            }
          >
            成卷完成：{result.name}，{result.pages} 页，{sizeText(result.bytes)}
            {missing > 0 && `；还缺 ${String(missing)} 件必备材料`}
          </Notice>
        )}
        {result !== undefined && result.leftOut.length > 0 && !bind.running && bound === state && (
          <Notice tone="warn">
            有 {result.leftOut.length} 件没有装订进去：{result.leftOut.join('；')}
          </Notice>
        )}
        {said !== undefined && <Notice tone={said.good ? 'good' : 'bad'}>{said.words}</Notice>}
      </>
    ),
    viewer: shown !== undefined && (
      <Viewer
        files={[
          {
            id: shown.fileRef,
            name: shown.name,
            mediaType: 'application/pdf',
            read: (onBytes, signal) => readMade(shown.fileRef, onBytes, signal),
          },
        ]}
        shown={shown.fileRef}
        onShow={() => undefined}
        onClose={() => {
          setShown(undefined)
        }}
        actions={
          <Button
            icon={<Icon name="download" />}
            onClick={() => {
              save(shown)
            }}
          >
            另存
          </Button>
        }
      />
    ),
  }
}
