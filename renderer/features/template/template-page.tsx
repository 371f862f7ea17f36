/** 文书模板: the papers of the office, and how to change them. */
export function TemplatePage() {
  return null
}
