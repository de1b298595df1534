/** The reference bundle as the editor would hold it, for stories. */
const texts = import.meta.glob<string>('../../../../flows/saitama-auto-tax/*/*.json', { query: '?raw', import: 'default', eager: true })
const bundle = import.meta.glob<string>('../../../../flows/saitama-auto-tax/bundle.json', { query: '?raw', import: 'default', eager: true })

export const referenceFiles: readonly (readonly [path: string, text: string])[] = Object.entries({ ...bundle, ...texts })
  .map(([path, text]) => [path.replace(/^.*saitama-auto-tax\//, ''), text] as const)
  .filter(([path]) => !path.startsWith('audio/'))
