import '@fontsource-variable/noto-sans-jp'
import '@mantine/core/styles.css'
import './theme/global.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { startDraft } from './draft/draft.ts'
import { startMe } from './log-in/me.ts'

startMe()
startDraft()

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
