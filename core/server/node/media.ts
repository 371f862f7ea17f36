import { createHash, randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { access, readFile, statfs } from 'node:fs/promises'
import { basename, delimiter, resolve } from 'node:path'
import type { Medium } from '../ports.ts'

const LINUX_MOUNT_ROOTS = ['/media/', '/run/media/', '/mnt/']
const WINDOWS_DRIVES = 'D E F G H I J K L M N O P Q R S T U V W X Y Z'.split(' ').map((letter) => `${letter}:\\`)

type Candidate = Pick<Medium, 'path' | 'label' | 'kind'>

/**
 * Lists the places where packages and backups can go: sticks (Linux: what is mounted below /media, /run/media, /mnt; Windows: drives
 * D: to Z: that answer) and the folders named in `PINGAN_MEDIA`. An id belongs to one path and this process only.
 */
export function mediaSource(env: NodeJS.ProcessEnv = process.env): () => Promise<Medium[]> {
  const secret = randomBytes(16)
  return async () => {
    const named = (env['PINGAN_MEDIA'] ?? '').split(delimiter).filter((path) => path !== '')
    const candidates: Candidate[] = [
      ...(process.platform === 'win32'
        ? windowsDrives()
        : mountedSticks(await readFile('/proc/mounts', 'latin1').catch(() => ''))),
      ...named.map((path): Candidate => ({ path: resolve(path), label: basename(resolve(path)), kind: 'folder' })),
    ]
    const media = await Promise.all(
      candidates.map(async (candidate): Promise<Medium[]> => {
        const freeBytes = await freeSpace(candidate.path)
        if (freeBytes === undefined) return []
        return [
          {
            ...candidate,
            freeBytes,
            id: createHash('sha256').update(secret).update(candidate.path).digest('base64url').slice(0, 22),
          },
        ]
      }),
    )
    return media.flat()
  }
}

/** Sticks in the text of `/proc/mounts`, whose spaces are written as `\040`. */
export function mountedSticks(mounts: string): Candidate[] {
  return mounts
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '')
    .map((path) => path.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8))))
    .map((path) => Buffer.from(path, 'latin1').toString('utf8'))
    .filter((path) => LINUX_MOUNT_ROOTS.some((root) => path.startsWith(root)))
    .map((path) => ({ path, label: basename(path), kind: 'stick' }))
}

function windowsDrives(): Candidate[] {
  return WINDOWS_DRIVES.map((path) => ({ path, label: path.slice(0, 2), kind: 'stick' }))
}

/** what is smaller is no stick but a system's own mount */
const smallestMedium = 16 * 1024 * 1024

async function freeSpace(path: string): Promise<number | undefined> {
  try {
    const { bavail, blocks, bsize } = await statfs(path)
    if (blocks * bsize < smallestMedium) return undefined
    await access(path, constants.W_OK)
    return bavail * bsize
  } catch {
    return undefined
  }
}
