/** Fields that several records may be given one value of. */
import { fieldsOf, type DescribedField, type RegisterDescription } from './field.ts'

/** Not what the program works out or a verb decides, not what tells one record from another, not what a page never sees in full. */
export const bulkFields = (description: RegisterDescription): DescribedField[] =>
  fieldsOf(description).filter(
    ({ name, meta }) =>
      meta.derived !== true &&
      meta.mask === undefined &&
      meta.kind !== 'idNumber' &&
      description.byVerb?.includes(name) !== true &&
      !description.title.includes(name) &&
      description.parent?.field !== name,
  )
