/** Templates of the office and the county on the command line: what there is, whether a Word file may be used, and using it. */
import { Partly, UsageError, type CliSession } from './cli-session.ts'
import { givenFile } from './given-file.ts'

/** Each paper with the template it is printed by now. */
export async function listTemplatesCommand({ api }: CliSession): Promise<unknown> {
  const { templates } = await api.template.list()
  return {
    templates: templates.map(({ template, title, files }) => {
      const used = files.find(({ inUse }) => inUse)
      return { template, title, level: used?.level, version: used?.version, hash: used?.hash }
    }),
  }
}

interface Named {
  template: string
  file: string
}

function named([template, file]: readonly string[], verb: string): Named {
  if (template === undefined || file === undefined) throw new UsageError(`用法：templates ${verb} 文书 文件.docx`)
  return { template, file }
}

/** Exit 1 when the file cannot be used; what is wrong is listed with its place. */
export async function checkTemplateCommand(session: CliSession, args: readonly string[]): Promise<unknown> {
  const { template, file } = named(args, 'check')
  const checked = await session.api.template.check({ template, fileRef: givenFile(session, file) })
  return checked.usable ? checked : new Partly(checked)
}

export async function saveTemplateCommand(
  session: CliSession,
  args: readonly string[],
  { level = 'office', note }: { level?: string | undefined; note?: string | undefined },
): Promise<unknown> {
  const { template, file } = named(args, 'save')
  if (level !== 'office' && level !== 'county') throw new UsageError('--level 应为 office 或 county')
  return session.api.template.save({ template, level, fileRef: givenFile(session, file), note: note ?? null })
}
