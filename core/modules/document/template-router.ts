import { member } from '../../server/router-base.ts'
import {
  checkUpload,
  downloadTemplate,
  listTemplateFields,
  listTemplates,
  previewTemplate,
  retireTemplate,
  saveTemplate,
} from './templates.ts'

const api = member.template

export const templateRouter = {
  list: api.list.handler(async ({ context }) => ({ templates: await listTemplates(context) })),
  fields: api.fields.handler(async ({ context, input }) => ({ fields: await listTemplateFields(context, input.template) })),
  check: api.check.handler(({ context, input }) => checkUpload(context, input)),
  preview: api.preview.handler(async ({ context, input }) => {
    const { name, bytes } = await previewTemplate(context, input)
    return {
      name,
      fileRef: context.backend.files.add(context.connection, name, { bytes }),
      base64: Buffer.from(bytes).toString('base64'),
    }
  }),
  save: api.save.handler(({ context, input }) => saveTemplate(context, input)),
  retire: api.retire.handler(({ context, input }) => retireTemplate(context, input)),
  download: api.download.handler(async ({ context, input }) => {
    const { name, bytes } = await downloadTemplate(context, input)
    return { name, fileRef: context.backend.files.add(context.connection, name, { bytes }) }
  }),
}
