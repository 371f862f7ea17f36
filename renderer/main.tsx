import { createRoot } from 'react-dom/client'
import { Desk } from './app/desk.tsx'
import { FailureBoundary } from './app/failure-page.tsx'
import { currentHost } from './host/index.ts'
import { connectApi } from './lib/api.ts'
import { createConnection } from './lib/connection.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

const connection = createConnection(currentHost())
connectApi(connection)
void connection.open()

createRoot(root).render(
  <FailureBoundary report={reportFailure}>
    <Desk connection={connection} />
  </FailureBoundary>,
)

/** The number lets support find the line in the window's console; nothing personal leaves the page. */
function reportFailure(error: unknown): string {
  const incident = crypto.randomUUID().slice(-8)
  console.error(incident, error)
  return incident
}
