/**
 * A document opened in Word or WPS. While it is open it lies in the clear in a private folder of the data folder, because the
 * office program must read it; every save becomes a version of the person who opened it, and the file is removed when editing ends,
 * the desk is closed, and at the next start after a crash (docs/adr/0010).
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DeskError, notFound } from '../../contract/errors.ts'
import { paths } from '../../server/desk.ts'
import type { BackendState, OpenContext } from '../../server/context.ts'
import { documentNow, type DocumentNow } from './produce.ts'
import { enterVersion, refuseEdit, type PaperKey } from './versions.ts'

interface Edit extends PaperKey {
  editId: string
  context: OpenContext
  state: 'open' | 'closed'
  folder: string
  path: string
  fileName: string
  now: DocumentNow
  /** size and time of the file as it was last read */
  seen: string
  version: number
  problem: string | null
  timer: NodeJS.Timeout | null
  /** one look at a time */
  looking: Promise<void>
  /** when the desk closes */
  end: () => Promise<void>
}

const everyMs = 700
const maxBytes = 20 * 1024 * 1024
const edits = new WeakMap<BackendState, Map<string, Edit>>()

function editsOf(backend: BackendState): Map<string, Edit> {
  const known = edits.get(backend) ?? new Map<string, Edit>()
  edits.set(backend, known)
  return known
}

const view = ({ editId, state, fileName, version, problem }: Edit) => ({ editId, state, fileName, version, problem })

/** @throws STORAGE noEditor when this computer has no program for Word files; CONFLICT while somebody edits it */
export async function startEdit(context: OpenContext, key: PaperKey) {
  const { backend } = context
  const { openDocument, dataDir } = backend.ports
  if (!openDocument) throw new DeskError('STORAGE', '这台电脑不能从平安台打开 Word，请用“另存为 Word”', { kind: 'noEditor' })
  const open = [...editsOf(backend).values()].find(
    (one) => one.state === 'open' && one.template === key.template && one.recordId === key.recordId,
  )
  if (open?.context.session.id === context.session.id) return view(open)
  if (open)
    throw new DeskError(
      'CONFLICT',
      `“${open.fileName}”正由${open.context.session.displayName}在 Word 中编辑，请等编辑完再打开`,
      {},
    )
  refuseEdit(context, key)
  const now = await documentNow(context, key)
  const editId = randomBytes(12).toString('hex')
  const folder = join(paths(dataDir).editing, editId)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, now.fileName)
  writeFileSync(path, now.bytes, { mode: 0o600 })
  const edit: Edit = {
    ...key,
    editId,
    context: { ...context },
    state: 'open',
    folder,
    path,
    fileName: now.fileName,
    now,
    seen: stampOf(path),
    version: 0,
    problem: null,
    timer: null,
    looking: Promise.resolve(),
    end: () => close(edit, true),
  }
  editsOf(backend).set(editId, edit)
  try {
    await openDocument(path)
  } catch {
    await close(edit, true)
    throw new DeskError('STORAGE', '没有找到打开 Word 文件的程序，请安装 WPS 或 Word，或用“另存为 Word”', { kind: 'noEditor' })
  }
  edit.timer = setInterval(() => void look(edit), everyMs).unref()
  backend.onClose.add(edit.end)
  return view(edit)
}

const stampOf = (path: string): string => {
  try {
    const { size, mtimeMs } = statSync(path)
    return `${String(size)} ${String(mtimeMs)}`
  } catch {
    // Word replaces the file while it saves
    return ''
  }
}

/** Takes over what was saved since the last look; also while the desk is locked, for typing in Word looks like leaving it. */
function look(edit: Edit): Promise<void> {
  edit.looking = edit.looking.then(async () => {
    if (edit.state === 'open') await takeOver(edit)
  })
  return edit.looking
}

async function takeOver(edit: Edit): Promise<void> {
  const stamp = stampOf(edit.path)
  if (stamp === '' || stamp === edit.seen) return
  try {
    const bytes = readFileSync(edit.path)
    // not yet whole: Word is still writing
    if (stampOf(edit.path) !== stamp || !(await isWordFile(bytes))) return
    edit.seen = stamp
    if (bytes.length > maxBytes) {
      edit.problem = '保存的文件超过 20 MB，没有存入卷宗；请缩小其中的图片再保存'
      return
    }
    const { template, recordId, now } = edit
    const { version } = await enterVersion(edit.context, {
      template,
      recordId,
      origin: 'edited',
      templateHash: now.templateHash,
      templateLevel: now.templateLevel,
      templateVersion: now.templateVersion,
      dataHash: now.dataHash,
      file: edit.context.desk.blobs.put(bytes),
      bytes: bytes.length,
    })
    edit.version = version
    edit.problem = null
  } catch (error) {
    edit.problem = error instanceof DeskError ? error.message : '刚才的保存没有存入卷宗，请在 Word 中再保存一次'
  }
}

async function isWordFile(bytes: Uint8Array): Promise<boolean> {
  const { default: Zip } = await import('pizzip')
  try {
    return new Zip(bytes).file('word/document.xml') !== null
  } catch {
    return false
  }
}

async function remove(edit: Edit): Promise<void> {
  edit.state = 'closed'
  if (edit.timer) clearInterval(edit.timer)
  edit.context.backend.onClose.delete(edit.end)
  edit.now = { ...edit.now, bytes: new Uint8Array(0) }
  // on Windows a file that Word still holds cannot go: it goes at the next start
  try {
    rmSync(edit.folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 })
  } catch {
    edit.problem = '文件还开在 Word 里：请关闭 Word，平安台下次启动时清除这份临时文件'
  }
  return Promise.resolve()
}

/** @param anyway also where the last save could not be taken over: the desk is closing */
async function close(edit: Edit, anyway: boolean): Promise<void> {
  await look(edit)
  if (edit.state === 'open' && (anyway || edit.problem === null)) await remove(edit)
}

function find({ backend, session }: OpenContext, editId: string): Edit {
  const edit = editsOf(backend).get(editId)
  if (edit?.context.session.id !== session.id) throw notFound('编辑中的文书')
  return edit
}

export const getEdit = (context: OpenContext, editId: string) => view(find(context, editId))

/**
 * Takes over the last save and removes the file. While the last save could not be taken over editing goes on, with its problem,
 * unless the person gives that save up.
 */
export async function endEdit(context: OpenContext, { editId, discard }: { editId: string; discard: boolean }) {
  const edit = find(context, editId)
  await close(edit, discard)
  return view(edit)
}
