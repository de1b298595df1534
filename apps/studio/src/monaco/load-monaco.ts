import { readLanguage } from '../i18n/words.ts'

/**
 * Loads a module that uses monaco, with monaco's own words (find, fold, hidden lines …) in the language of the studio first: it reads them
 * only once, when it is loaded.
 * @example const JsonEditor = lazy(() => withMonaco(() => import('./JsonEditor.tsx')))
 */
export async function withMonaco<Module>(load: () => Promise<Module>): Promise<Module> {
  if (readLanguage() === 'ja') await import('monaco-editor/nls/lang/ja')
  return load()
}
