/**
 * Files for the page itself, which shrinks and draws them before they go to the backend; `pickFile` gives references only.
 *
 * @param accept endings: `.jpg,.pdf`
 * @returns none when nothing was chosen
 */
export function pickOwnFiles(accept: string): Promise<File[]> {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = accept
  input.multiple = true
  return new Promise((resolve) => {
    input.addEventListener('change', () => {
      resolve([...(input.files ?? [])])
    })
    input.addEventListener('cancel', () => {
      resolve([])
    })
    input.click()
  })
}
