import { useRef, useState } from 'react'
import type { CaseDocument } from '../../../../core/contract/mediation.ts'
import { api } from '../../../lib/api.ts'
import { putFile } from '../../../lib/file-bytes.ts'
import { prepareFile } from '../../../ui/capture/prepare-file.ts'
import { wordsOf } from '../../../ui/viewer/words-of.ts'
import { keyOfPaper, partOf } from './paper-words.ts'

export type AttachmentSource = 'file' | 'camera' | 'pasted'

/** A file on its way into the case file. */
export interface AddedFile {
  key: number
  name: string
  /** key of the paper it goes to */
  paper: string
  state: 'waiting' | 'preparing' | 'sending' | 'done' | 'failed'
  /** bytes sent */
  done: number
  total: number
  /** what was shrunk, or why it failed */
  words: string | undefined
}

export interface Adding {
  files: readonly AddedFile[]
  add: (paper: CaseDocument, files: readonly File[], source: AttachmentSource) => void
  /** forgets those of one paper that have ended */
  clear: (paper: string) => void
}

/** Puts files into their places one after the other, so that they lie in the order in which they were given. */
export function useAdding(caseId: string): Adding {
  const [files, setFiles] = useState<readonly AddedFile[]>([])
  const queue = useRef(Promise.resolve())
  const keys = useRef(0)
  const change = (key: number, part: Partial<AddedFile>) => {
    setFiles((now) => now.map((one) => (one.key === key ? { ...one, ...part } : one)))
  }
  const addOne = async (key: number, paper: CaseDocument, file: File, source: AttachmentSource) => {
    try {
      change(key, { state: 'preparing' })
      const prepared = await prepareFile(file)
      change(key, { state: 'sending', total: prepared.file.size })
      const name = shortName(prepared.name)
      const fileRef = await putFile(prepared.file, name, (done) => {
        change(key, { done })
      })
      const { thumbnail } = prepared
      const place = { docType: paper.type, evidenceId: null, partId: partOf(paper, caseId) }
      await api.attachment.add({ caseId, ...place, fileRef, name, source, note: null, thumbnail })
      change(key, { state: 'done', words: prepared.shrunk })
    } catch (error) {
      change(key, { state: 'failed', words: wordsOf(error) })
    }
  }
  return {
    files,
    add(paper, given, source) {
      const added = given.map((file) => ({ file, key: (keys.current += 1) }))
      setFiles((now) => [
        // what was refused at another place stays until somebody has read it
        ...now.filter(({ state, paper: at }) => (at !== keyOfPaper(paper) ? state !== 'done' : !hasEnded(state))),
        ...added.map(({ file, key }) => ({
          key,
          name: file.name,
          paper: keyOfPaper(paper),
          state: 'waiting' as const,
          done: 0,
          total: file.size,
          words: undefined,
        })),
      ])
      for (const { file, key } of added) queue.current = queue.current.then(() => addOne(key, paper, file, source))
    },
    clear(paper) {
      setFiles((now) => now.filter((one) => one.paper !== paper || !hasEnded(one.state)))
    },
  }
}

const hasEnded = (state: AddedFile['state']) => state === 'done' || state === 'failed'

const longestName = 120

/** A name the file keeps, with its ending. */
function shortName(name: string): string {
  if (name.length <= longestName) return name
  const ending = /\.\w{1,5}$/.exec(name)?.[0] ?? ''
  return name.slice(0, longestName - ending.length) + ending
}
