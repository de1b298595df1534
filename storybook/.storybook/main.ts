import type { StorybookConfig } from '@storybook/react-vite'
import react from '@vitejs/plugin-react'

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
    // Stories lie outside of this workspace.
    server: { ...vite.server, fs: { allow: ['../..'] } },
    build: { ...vite.build, target: 'es2023', chunkSizeWarningLimit: 4000 },
  }),
}
export default config
