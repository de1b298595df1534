import type { Program } from '@madoguchi/engine'
import { useMemo } from 'react'
import { Link } from 'wouter'
import { nodeTypes } from '../editor/node-types.ts'
import { inLanguage, useLanguage } from '../i18n/words.ts'
import { BundleNames } from '../telephone/bundle-names.ts'
import type { PromptUse } from './prompt-uses.ts'

/** The places that name a prompt; those in flows lead to the flow. */
export function PromptUses({ uses, program }: { uses: readonly PromptUse[]; program: Program }) {
  const language = useLanguage()
  const names = useMemo(() => new BundleNames(program.documents, nodeTypes, language), [program, language])
  return (
    <ul style={{ margin: 0, paddingInlineStart: '1.2em' }}>
      {uses.map(({ document, pointer, node }) => {
        const [kind, id = ''] = document.split('/')
        if (kind === 'call') {
          const text = node === undefined ? names.flow(id) : `${names.flow(id)} ・ ${names.node({ flow: id, node })}`
          return <li key={document + pointer}><Link href={`/flows/${id}${node === undefined ? '' : `?node=${encodeURIComponent(node)}`}`}>{text}</Link></li>
        }
        return <li key={document + pointer}>{titleOf(program, document, language)} {pointer}</li>
      })}
    </ul>
  )
}

function titleOf({ documents, bundle }: Program, name: string, language: 'ja' | 'en'): string {
  if (name === 'bundle') return inLanguage(bundle.title, language)
  const [kind, id = ''] = name.split('/')
  const document = documents[kind as keyof typeof documents]?.get(id)
  return document ? inLanguage(document.title, language) : name
}
