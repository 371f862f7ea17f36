/** Sticks and folders a person may choose; a page knows them by id only. */
import { statfsSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { badRequest, DeskError } from '../contract/errors.ts'
import type { Medium } from './ports.ts'

export interface Media {
  list(): Promise<Medium[]>
  /** a folder named by the command line or a native dialog */
  addFolder(path: string): Medium
  get(id: string): Promise<Medium>
  /** full path of a plain file name on a medium */
  file(id: string, fileName: string): Promise<string>
}

export function createMedia(listMedia: () => Promise<Medium[]>, newId: () => string): Media {
  const folders = new Map<string, Medium>()
  const ids = new Map<string, string>()
  /** the same stick keeps its id while the program runs */
  const stable = (medium: Medium): Medium => {
    const id = ids.get(medium.path) ?? newId()
    ids.set(medium.path, id)
    return { ...medium, id }
  }
  const list = async () => [...(await listMedia()).map(stable), ...folders.values()]
  const get = async (id: string) => {
    const found = (await list()).find((one) => one.id === id)
    if (!found) throw new DeskError('NOT_FOUND', '没有找到这个U盘或文件夹，可能已拔出', {})
    return found
  }
  return {
    list,
    get,
    addFolder(path) {
      if (!statSync(path, { throwIfNoEntry: false })?.isDirectory())
        throw new DeskError('STORAGE', `没有这个文件夹：${basename(path)}`, { kind: 'missing' })
      const disk = statfsSync(path)
      const medium = stable({ id: '', label: basename(path), kind: 'folder', freeBytes: disk.bavail * disk.bsize, path })
      folders.set(medium.id, medium)
      return medium
    },
    async file(id, fileName) {
      if (fileName !== basename(fileName) || fileName === '..' || fileName.includes('\0')) throw badRequest('文件名不对')
      return join((await get(id)).path, fileName)
    },
  }
}
