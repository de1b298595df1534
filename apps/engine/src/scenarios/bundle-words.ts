import type { BothLanguages, LocalisedText } from '@madoguchi/schemas'
import { errorExit } from '@madoguchi/sdk'
import type { Program } from '../program.ts'

/** What things of a bundle are called, in both languages; everything falls back to its id. */
export class BundleWords {
  readonly #program: Program

  constructor(program: Program) {
    this.#program = program
  }

  knowsNode(path: string): boolean {
    return this.#step(path) !== undefined
  }

  knowsPrompt(id: string): boolean {
    return this.#program.prompts.has(id)
  }

  /** @param path flow/node */
  node(path: string): BothLanguages {
    const step = this.#step(path)
    if (!step) return both(undefined, path)
    return both(this.#program.documents.call.get(step.flow)?.nodes[step.id]?.title ?? step.type.title, step.id)
  }

  exit(flow: string, node: string, exit: string): BothLanguages {
    if (exit === errorExit.id) return both(errorExit.title, exit)
    const step = this.#program.flows.get(flow)?.steps.get(node)
    const named = both(step?.type.exits(step.config).find(({ id }) => id === exit)?.title, exit)
    return /^[0-9*#]$/.test(exit) && named.ja !== exit ? { ja: `${exit} ${named.ja}`, en: `${exit} ${named.en}` } : named
  }

  flow(id: string): BothLanguages {
    return both(this.#program.documents.call.get(id)?.title, id)
  }

  prompt(id: string): BothLanguages {
    return both(this.#program.prompts.get(id)?.prompt.title, id)
  }

  queue(id: string): BothLanguages {
    return both(this.#program.documents.queue.get(id)?.title, id)
  }

  #step(path: string) {
    const at = path.indexOf('/')
    return this.#program.flows.get(path.slice(0, at))?.steps.get(path.slice(at + 1))
  }
}

function both(title: LocalisedText | undefined, id: string): BothLanguages {
  return { ja: title?.ja ?? id, en: title?.en ?? title?.ja ?? id }
}

/** The same sentence made twice. */
export function inBoth(make: (language: 'ja' | 'en') => string): BothLanguages {
  return { ja: make('ja'), en: make('en') }
}
