/** An attachment as the page shows it. */
import type { RecordView } from '../../../../core/contract/register.ts'
import { api } from '../../../lib/api.ts'
import { readAttachment } from '../../../lib/file-bytes.ts'
import { sizeText } from '../../../lib/size-text.ts'
import type { ViewedFile } from '../../../ui/viewer/viewer.tsx'
import { textOf } from '../case-state.ts'

const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const isPicture = (scan: RecordView): boolean => textOf(scan, 'mediaType').startsWith('image/')

/** PDF · 3 页 · 1.2 MB */
export function scanDetail(scan: RecordView): string {
  const { pages, bytes } = scan.values
  return [
    kindName(textOf(scan, 'mediaType')),
    typeof pages === 'number' && pages > 1 ? `${String(pages)} 页` : '',
    typeof bytes === 'number' ? sizeText(bytes) : '',
  ]
    .filter((part) => part !== '')
    .join(' · ')
}

export function kindName(mediaType: string): string {
  if (mediaType.startsWith('image/')) return '图片'
  if (mediaType === 'application/pdf') return 'PDF'
  return mediaType === workbook ? 'Excel' : 'Word'
}

export function viewedFile(scan: RecordView): ViewedFile {
  const { id } = scan
  const mediaType = textOf(scan, 'mediaType')
  return {
    id,
    name: textOf(scan, 'name'),
    mediaType,
    read: (onBytes, signal) => readAttachment(id, onBytes, signal),
    ...(mediaType === workbook && { sheets: async () => (await api.attachment.sheets({ id })).sheets }),
  }
}
