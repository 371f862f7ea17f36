/**
 * Writes the document templates the desk ships into resources/templates: `node scripts/make-templates.ts [id…]`.
 * Running it twice gives the same bytes, so a change there is always a change somebody made in scripts/templates.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Packer } from 'docx'
import PizZip from 'pizzip'
import { listFields } from '../core/documents/template.ts'
import { handoverSlip } from './templates/handover-slip.ts'
import { mediationAcceptance } from './templates/mediation-acceptance.ts'
import { mediationAgreement } from './templates/mediation-agreement.ts'
import { mediationApplication } from './templates/mediation-application.ts'
import { mediationBackCover } from './templates/mediation-back-cover.ts'
import { mediationClosingReport } from './templates/mediation-closing-report.ts'
import { mediationConfirmation } from './templates/mediation-confirmation.ts'
import { mediationCover } from './templates/mediation-cover.ts'
import { mediationEntrustReply } from './templates/mediation-entrust-reply.ts'
import { mediationEvidence } from './templates/mediation-evidence.ts'
import { mediationExtension } from './templates/mediation-extension.ts'
import { mediationFileNote } from './templates/mediation-file-note.ts'
import { mediationFollowUp } from './templates/mediation-follow-up.ts'
import { mediationIndex } from './templates/mediation-index.ts'
import { mediationInvestigation } from './templates/mediation-investigation.ts'
import { mediationOralAgreement } from './templates/mediation-oral-agreement.ts'
import { mediationPerformance } from './templates/mediation-performance.ts'
import { mediationRecord } from './templates/mediation-record.ts'
import { mediationRejection } from './templates/mediation-rejection.ts'
import { mediationRightsNotice } from './templates/mediation-rights-notice.ts'
import { mediationTermination } from './templates/mediation-termination.ts'
import { mediationUrge } from './templates/mediation-urge.ts'
import { meetingMinutes } from './templates/meeting-minutes.ts'
import { fonts, type TemplateSource } from './templates/parts.ts'
import { recoverySheet } from './templates/recovery-sheet.ts'
import { resettlementRegister } from './templates/resettlement-register.ts'
import { resettlementVisit } from './templates/resettlement-visit.ts'

const sources = [
  mediationAcceptance,
  mediationAgreement,
  mediationApplication,
  mediationBackCover,
  mediationClosingReport,
  mediationConfirmation,
  mediationCover,
  mediationEntrustReply,
  mediationEvidence,
  mediationExtension,
  mediationFileNote,
  mediationFollowUp,
  mediationIndex,
  mediationInvestigation,
  mediationOralAgreement,
  mediationPerformance,
  mediationRecord,
  mediationRejection,
  mediationRightsNotice,
  mediationTermination,
  mediationUrge,
  meetingMinutes,
  resettlementVisit,
  resettlementRegister,
  handoverSlip,
  recoverySheet,
]
const outDir = join(import.meta.dirname, '..', 'resources', 'templates')
const day = '2026-01-01T00:00:00Z'

/** The Word file with every date fixed and its parts in a fixed order. */
async function packDeterministic(source: TemplateSource): Promise<Uint8Array> {
  const packed = new PizZip(await Packer.toBuffer(source.document))
  const result = new PizZip()
  const names = Object.keys(packed.files).filter((name) => packed.files[name]?.dir === false)
  for (const name of names.sort((a, b) =>
    a === '[Content_Types].xml' ? -1 : b === '[Content_Types].xml' ? 1 : a < b ? -1 : 1,
  )) {
    const content = packed.file(name)?.asText() ?? ''
    const fixed =
      name === 'docProps/core.xml' ? content.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${day}`) : content
    result.file(name, fixed, { date: new Date(day), createFolders: false })
  }
  return result.generate({ type: 'uint8array', compression: 'DEFLATE' })
}

async function writeTemplate(source: TemplateSource): Promise<void> {
  const bytes = await packDeterministic(source)
  const folder = join(outDir, source.id, 'v1')
  const manifest = {
    id: source.id,
    version: 1,
    title: source.title,
    ...(source.guide === undefined ? {} : { guide: source.guide }),
    register: source.register,
    fields: await listFields(bytes, source.sample),
    fonts: source.fonts.map((role) => fonts[role]),
  }
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'template.docx'), bytes)
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  await writeFile(join(folder, 'sample.json'), `${JSON.stringify(source.sample, null, 2)}\n`)
}

const chosen = new Set(process.argv.slice(2))
for (const source of sources) if (chosen.size === 0 || chosen.has(source.id)) await writeTemplate(source)
