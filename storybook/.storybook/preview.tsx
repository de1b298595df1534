import '@fontsource-variable/noto-sans-jp'
import '@mantine/core/styles.css'
import '../../apps/studio/src/theme/global.css'
import { MantineProvider } from '@mantine/core'
import type { Preview } from '@storybook/react-vite'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useEffect } from 'react'
import { type Language, setLanguage } from '../../apps/studio/src/i18n/words.ts'
import { theme } from '../../apps/studio/src/theme/theme.ts'

const preview: Preview = {
  parameters: {
    layout: 'fullscreen',
    // A finding is a failed story, not a note beside it.
    a11y: { test: 'error', options: { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } },
    options: { storySort: { order: ['はじめに Getting started', 'ノードの作り方 How to add a node', 'Telephone', 'Prompts', 'Sessions', 'Editor'] } },
  },
  globalTypes: {
    language: { description: 'Language', toolbar: { icon: 'globe', dynamicTitle: true, items: [{ value: 'ja', title: '日本語' }, { value: 'en', title: 'English' }] } },
  },
  initialGlobals: { language: 'ja' },
  decorators: [
    (Story, { globals }) => (
      <MantineProvider theme={theme} forceColorScheme="light">
        <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
          <InLanguage language={globals.language === 'en' ? 'en' : 'ja'}><Story /></InLanguage>
        </QueryClientProvider>
      </MantineProvider>
    ),
  ],
}
export default preview

function InLanguage({ language, children }: { language: Language; children: React.ReactNode }) {
  useEffect(() => setLanguage(language), [language])
  return children
}
