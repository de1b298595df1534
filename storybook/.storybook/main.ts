import type { StorybookConfig } from '@storybook/react-vite'
import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import type { Alias, AliasOptions } from 'vite'

/** Gathers the stories that lie beside their components, and the pages of the manual. Builds without a network. */
const config: StorybookConfig = {
  framework: '@storybook/react-vite',
  stories: ['../pages/*.mdx', '../../apps/studio/src/**/*.stories.tsx'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  // Stories play the audio of the reference bundle under the address that the runtime gives it.
  staticDirs: [{ from: '../../flows/saitama-auto-tax/audio', to: '/audio' }, '../../apps/studio/public'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true, disableWebpackDefaults: true },
  features: { sidebarOnboardingChecklist: false },
  typescript: { reactDocgen: false },
  viteFinal: (vite) => ({
    ...vite,
    plugins: [...(vite.plugins ?? []), react()],
    resolve: { ...vite.resolve, alias: [...aliases(vite.resolve?.alias), { find: '@rjsf/validator-ajv8', replacement: fileURLToPath(new URL('no-validator.ts', import.meta.url)) }] },
    // Stories lie outside of this workspace.
    server: { ...vite.server, fs: { allow: ['../..'] } },
    build: { ...vite.build, target: 'es2023', chunkSizeWarningLimit: 4000 },
  }),
}
export default config

/** Vite takes aliases as a list or as an object. */
function aliases(given: AliasOptions | undefined): readonly Alias[] {
  if (Array.isArray(given)) return given
  return Object.entries(given ?? {}).map(([find, replacement]) => ({ find, replacement: String(replacement) }))
}
