import { createRoot } from 'react-dom/client'
import { createHashRouter, RouterProvider } from 'react-router'
import { FailurePage } from './app/failure-page.tsx'
import { Providers } from './app/providers.tsx'
import { localDay } from './lib/day.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

const failure = { title: '平安台没有连上数据服务', advice: '请关闭后重新打开平安台。' }
const router = createHashRouter([
  {
    path: '*',
    element: (
      <FailurePage
        failure={failure}
        onRetry={() => {
          window.location.reload()
        }}
      />
    ),
  },
])

createRoot(root).render(
  <Providers today={localDay(new Date())}>
    <RouterProvider router={router} />
  </Providers>,
)
