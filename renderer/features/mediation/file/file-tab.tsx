import { Button } from 'antd'
import { useState } from 'react'
import { isOpenCase } from '../../../../core/domain/mediation/rules.ts'
import type { CaseDocument } from '../../../../core/contract/mediation.ts'
import type { RecordView } from '../../../../core/contract/register.ts'
import { useQueryClient } from '@tanstack/react-query'
import { api, saveFile } from '../../../lib/api.ts'
import { messageOf } from '../../../lib/errors.ts'
import { pickOwnFiles } from '../../../lib/pick-own-files.ts'
import { CameraDialog } from '../../../ui/capture/camera-dialog.tsx'
import { DocumentList } from '../../../ui/document-list.tsx'
import type { DocumentRow } from '../../../ui/document-list.tsx'
import { DocumentPreview } from '../../../ui/document-preview/document-preview.tsx'
import type { DocumentRequest } from '../../../ui/document-preview/document-preview.tsx'
import { Icon } from '../../../ui/icons.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Viewer } from '../../../ui/viewer/viewer.tsx'
import type { CaseView } from '../case.ts'
import { textOf } from '../case-state.ts'
import { useAdding } from './adding.ts'
import { AddingPanel } from './adding-panel.tsx'
import { FileState } from './file-state.tsx'
import { paperActions } from './paper-actions.ts'
import { isMissing, keyOfPaper, stateOfPaper } from './paper-words.ts'
import { CropScanDialog, RemoveScanDialog, RenameScanDialog } from './scan-dialogs.tsx'
import { ScanStrip } from './scan-strip.tsx'
import type { ScanDeeds } from './scan-strip.tsx'
import { isPicture, viewedFile } from './scan.ts'
import { useWholeFile } from './whole-file.tsx'
import './file.css'

const accepted = '.jpg,.jpeg,.png,.bmp,.webp,.pdf,.docx,.xlsx'

type Open =
  | { is: 'preview'; request: DocumentRequest }
  | { is: 'camera'; paper: CaseDocument }
  | { is: 'view' | 'crop' | 'rename' | 'remove'; scanId: string }

/**
 * 文书与卷宗: what belongs into the file of this case, in the order of the law, and what is there.
 *
 * It needs nothing but the view; whoever loads it names `attachment`, `fileLoan` and the parts of the case among the registers
 * that make it load again.
 */
export function FileTab({ view }: { view: CaseView }) {
  const { id } = view.record
  const papers = view.documents
  const queries = useQueryClient()
  const [open, setOpen] = useState<Open>()
  const [said, setSaid] = useState<{ good: boolean; words: string }>()
  const adding = useAdding(id)
  const unsigned = view.agreement?.values['agreementForm'] === 'written' && textOf(view.agreement, 'effectiveOn') === ''
  const missing = papers.filter((paper) => isMissing(paper) || (unsigned && paper.type === 'agreement')).length
  const whole = useWholeFile({
    caseId: id,
    missing,
    ended: !isOpenCase(view.record.values['status']) && view.record.values['status'] !== 'effective',
    state: boundOf(view),
  })
  const scans = papers.flatMap((paper) => paper.scans)
  const scanOf = (scanId: string) => scans.find((scan) => scan.id === scanId)
  const reload = () => void queries.invalidateQueries({ queryKey: ['mediation', id] })
  const close = () => {
    setOpen(undefined)
  }
  const saved = (words: string) => () => {
    close()
    setSaid({ good: true, words })
    reload()
  }
  const refused = (error: unknown) => {
    setSaid({ good: false, words: messageOf(error) })
  }

  /** all scans of the place, the changed paper's in their new order */
  const reorder = (paper: CaseDocument, scan: RecordView, index: number) => {
    const rest = paper.scans.filter((one) => one.id !== scan.id)
    const changed = [...rest.slice(0, index), scan, ...rest.slice(index)]
    const ids = papers
      .filter(({ type }) => type === paper.type)
      .flatMap((one) => (one === paper ? changed : one.scans).map((each) => each.id))
    api.attachment.order({ caseId: id, docType: paper.type, ids }).then(() => {
      setSaid({ good: true, words: `${textOf(scan, 'name')} 移到第 ${String(index + 1)} 件，共 ${String(changed.length)} 件` })
      reload()
    }, refused)
  }
  const moveHere = (paper: CaseDocument, scanId: string) => {
    const scan = scanOf(scanId)
    if (scan === undefined || paper.scans.includes(scan)) return
    api.register
      .update({ register: 'attachment', id: scanId, expectedVersion: scan.version, values: { docType: paper.type } })
      .then(saved(`${textOf(scan, 'name')} 已移到${paper.title}`), refused)
  }
  const deedsOf = (paper: CaseDocument): ScanDeeds => ({
    view: (scan) => {
      setOpen({ is: 'view', scanId: scan.id })
    },
    edit: (scan) => {
      setOpen({ is: 'crop', scanId: scan.id })
    },
    rename: (scan) => {
      setOpen({ is: 'rename', scanId: scan.id })
    },
    remove: (scan) => {
      setOpen({ is: 'remove', scanId: scan.id })
    },
    moveTo: (scan, index) => {
      reorder(paper, scan, index)
    },
  })
  const belowOf = (paper: CaseDocument) => {
    const key = keyOfPaper(paper)
    const under = adding.files.filter((file) => file.paper === key)
    if (paper.scans.length === 0 && under.length === 0) return undefined
    return (
      <>
        {paper.scans.length > 0 && <ScanStrip title={paper.title} scans={paper.scans} deeds={deedsOf(paper)} />}
        {under.length > 0 && (
          <AddingPanel
            files={under}
            onClear={() => {
              adding.clear(key)
            }}
          />
        )}
      </>
    )
  }
  const rows = papers.map((paper): DocumentRow => ({
    id: keyOfPaper(paper),
    title: paper.title,
    state: stateOfPaper(paper),
    detail: paper.note,
    actions: [
      ...paperActions(paper, view, (request) => {
        setOpen({ is: 'preview', request })
      }),
      {
        label: '扫描',
        run: () => {
          setOpen({ is: 'camera', paper })
        },
      },
      {
        label: '添加文件',
        run: () => {
          void pickOwnFiles(accepted).then((files) => {
            if (files.length > 0) adding.add(paper, files, 'file')
          })
        },
      },
    ],
    below: belowOf(paper),
  }))
  const paperOf = (key: string) => papers.find((paper) => keyOfPaper(paper) === key)
  return (
    <div className="file-tab">
      <FileState view={view} />
      <div className="file-head">
        <div className="file-bar no-print">
          <span className="muted note">
            {missing === 0 ? '必备材料齐全' : `还缺 ${String(missing)} 件必备材料${unsigned ? '，其中协议书待签章' : ''}`} ·
            扫描件 {scans.length} 件<span className="dim"> · 文件可拖到所属的一行，截图可在那一行按 Ctrl+V</span>
          </span>
          <span className="actions push">{whole.buttons}</span>
        </div>
        <div className="file-said">
          {said !== undefined && <Notice tone={said.good ? 'good' : 'bad'}>{said.words}</Notice>}
          {whole.outcome}
        </div>
      </div>
      <DocumentList
        rows={rows}
        onFiles={(key, files, how) => {
          const paper = paperOf(key)
          if (paper === undefined) return
          setSaid(undefined)
          adding.add(paper, how === 'pasted' ? named(files, paper) : files, how === 'pasted' ? 'pasted' : 'file')
        }}
        onItem={(key, scanId) => {
          const paper = paperOf(key)
          if (paper !== undefined) moveHere(paper, scanId)
        }}
      />
      {whole.viewer}
      {open?.is === 'preview' && (
        <DocumentPreview
          request={open.request}
          onClose={() => {
            close()
            reload() // what was printed is kept
          }}
        />
      )}
      {open?.is === 'camera' && (
        <CameraDialog
          place={open.paper.title}
          onClose={close}
          onTaken={(files) => {
            adding.add(open.paper, files, 'camera')
            close()
          }}
        />
      )}
      {open !== undefined && 'scanId' in open && (
        <OpenScan open={open} scans={scans} onOpen={setOpen} onSaved={saved} onClose={close} />
      )}
    </div>
  )
}

function OpenScan(props: {
  open: Extract<Open, { scanId: string }>
  scans: readonly RecordView[]
  onOpen: (open: Open) => void
  onSaved: (words: string) => () => void
  onClose: () => void
}) {
  const { open, scans, onOpen, onSaved, onClose } = props
  const scan = scans.find(({ id }) => id === open.scanId)
  if (scan === undefined) return null
  const name = textOf(scan, 'name')
  switch (open.is) {
    case 'view':
      return (
        <Viewer
          files={scans.map(viewedFile)}
          shown={scan.id}
          onClose={onClose}
          onShow={(scanId) => {
            onOpen({ is: 'view', scanId })
          }}
          actions={
            <>
              {isPicture(scan) && (
                <Button
                  onClick={() => {
                    onOpen({ is: 'crop', scanId: scan.id })
                  }}
                >
                  裁剪、转正
                </Button>
              )}
              <SaveScan key={scan.id} id={scan.id} />
            </>
          }
        />
      )
    case 'crop':
      return <CropScanDialog scan={scan} onSaved={onSaved(`${name} 已裁剪、转正`)} onClose={onClose} />
    case 'rename':
      return <RenameScanDialog scan={scan} onSaved={onSaved('已保存')} onClose={onClose} />
    case 'remove':
      return <RemoveScanDialog scan={scan} onSaved={onSaved(`${name} 已移除`)} onClose={onClose} />
  }
}

/** 另存: the file leaves the desk in the clear, so it is asked for by itself and audited. */
function SaveScan({ id }: { id: string }) {
  const [words, setWords] = useState<string>()
  const save = async () => {
    const { fileRef, name } = await api.attachment.saveAs({ id })
    return (await saveFile(fileRef, name)) ? `已保存 ${name}` : undefined
  }
  return (
    <>
      {words !== undefined && (
        <span className="muted note" role="status">
          {words}
        </span>
      )}
      <Button
        icon={<Icon name="download" />}
        title="保存到平安台之外的文件不再加密"
        onClick={() => {
          save().then(setWords, (error: unknown) => {
            setWords(`没有保存：${messageOf(error)}`)
          })
        }}
      >
        另存
      </Button>
    </>
  )
}

/** All that goes into the bound file: when it changes, what was bound before is out of date. */
const boundOf = ({ record, documents, loans }: CaseView): string =>
  JSON.stringify([
    record.version,
    loans.map(({ id, version }) => [id, version]),
    documents.map(({ type, recordId, version, scans }) => [
      type,
      recordId,
      version,
      scans.map((scan) => [scan.id, scan.version]),
    ]),
  ])

/** What is pasted has no name of its own. */
const named = (files: readonly File[], { title }: CaseDocument): File[] =>
  files.map((file) =>
    file.name === 'image.png' ? new File([file], `${title}.png`, { type: file.type, lastModified: file.lastModified }) : file,
  )
