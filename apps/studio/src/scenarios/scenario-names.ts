import type { CallFlow } from '@madoguchi/schemas'
import { inLanguage, type Language } from '../i18n/language.ts'
import { type Documents, flowOf, flowPath } from '../editor/commands/index.ts'
import { exitLabel, exitTitle, nodeTitle, referenceTitles } from '../editor/names.ts'

/** What the things that scenarios speak of are called in the draft; everything falls back to its id. */
export class ScenarioNames {
  readonly #documents: Documents
  readonly #language: Language
  readonly #titles: ReadonlyMap<string, string>

  constructor(documents: Documents, language: Language) {
    this.#documents = documents
    this.#language = language
    this.#titles = referenceTitles(documents, language)
  }

  flow(id: string): string {
    return inLanguage(this.#flow(id)?.title, this.#language) || id
  }

  /** @param path flow/node */
  node(path: string): string {
    const [flow = '', node = ''] = path.split(/\/(.*)/s)
    return nodeTitle(this.#flow(flow)?.nodes[node], this.#language) || path
  }

  exit(flow: string, node: string, exit: string): string {
    return exitLabel(exit, exitTitle(this.#flow(flow)?.nodes[node], exit, this.#language))
  }

  prompt(id: string): string {
    return this.#titles.get(`prompt ${id}`) ?? id
  }

  queue(id: string): string {
    return this.#titles.get(`queue ${id}`) ?? id
  }

  knows(flow: string, node: string): boolean {
    return this.#flow(flow)?.nodes[node] !== undefined
  }

  #flow(id: string): CallFlow | undefined {
    return flowOf(this.#documents, flowPath(id))
  }
}
