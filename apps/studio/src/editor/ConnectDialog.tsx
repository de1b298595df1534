import { Button, Modal, TextInput } from '@mantine/core'
import type { CallFlow } from '@madoguchi/schemas'
import { IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { say } from '../app/notices.ts'
import { draft } from '../draft/draft.ts'
import { type Language, inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import styles from './ConnectDialog.module.css'
import { NodeIcon } from './canvas/NodeCard.tsx'
import { useAddNode } from './canvas/add-node.ts'
import { placesOf } from './canvas/places.ts'
import { connect, disconnect } from './commands/index.ts'
import { type Wire, useEditor } from './editor-store.ts'
import { exitTitle, nodeTitle, readingOrder } from './names.ts'
import { nodeTypes } from './node-types.ts'
import { matching, useCategories } from './palette/categories.ts'
import { words } from './words.ts'

/** 「接続先を選ぶ」: leads an exit to a node of the flow, or to a new one; the equal of dragging a connection (A06, WCAG 2.5.7). */
export function ConnectDialog({ path, flow }: { path: string; flow: CallFlow }) {
  const t = useWords(words)
  const language = useLanguage()
  const connecting = useEditor((state) => state.connecting)
  const node = connecting && flow.nodes[connecting.from]
  const close = () => useEditor.setState({ connecting: undefined })
  return (
    <Modal
      opened={node !== undefined} onClose={close} size="lg" closeButtonProps={{ 'aria-label': t('cancel') }}
      title={node && connecting?.insert ? t('insertInto', { from: nodeTitle(node, language), to: nodeTitle(flow.nodes[node.next?.[connecting.exit] ?? ''], language) }) : node && connecting ? t('chooseTargetOf', { node: nodeTitle(node, language), exit: exitTitle(node, connecting.exit, language) }) : ''}
    >
      {node && connecting && <Targets path={path} flow={flow} wire={connecting} onDone={close} />}
    </Modal>
  )
}

function Targets({ path, flow, wire, onDone }: { path: string; flow: CallFlow; wire: Wire & { at?: readonly [number, number]; insert?: true }; onDone(): void }) {
  const t = useWords(words)
  const language = useLanguage()
  const { addNode, insertNode } = useAddNode(path)
  const [wanted, setWanted] = useState('')
  const present = flow.nodes[wire.from]?.next?.[wire.exit]
  const existing = useMemo(() => found(flow, wanted, language), [flow, wanted, language])
  const types = useCategories().flatMap((category) => matching(category.types, wanted, language))
  const lead = (to: string) => {
    draft.getState().run(connect(path, wire.from, wire.exit, to))
    say({ ja: `「${nodeTitle(flow.nodes[to], 'ja')}」につなぎました`, en: `Connected to "${nodeTitle(flow.nodes[to], 'en')}"` })
    onDone()
  }
  const leadToNew = (type: string) => {
    const from = placesOf(flow)[wire.from] ?? { x: 0, y: 0 }
    if (wire.insert) insertNode(type, wire)
    else addNode(type, wire.at ?? beside(flow, from), wire)
    onDone()
  }
  return (
    <div className={styles.dialog}>
      <TextInput type="search" aria-label={t('search')} leftSection={<IconSearch aria-hidden size={18} />} value={wanted} onChange={(event) => setWanted(event.currentTarget.value)} data-autofocus />
      <div className={styles.columns}>
        {!wire.insert && <section>
          <h3>{t('existing')}</h3>
          <ul className={styles.list}>
            {existing.map((id) => (
              <li key={id}>
                <button type="button" className={styles.target} aria-current={id === present || undefined} onClick={() => lead(id)}>
                  <NodeIcon path={nodeTypes.get(flow.nodes[id]?.type ?? '')?.icon ?? ''} size={20} />
                  <span>{nodeTitle(flow.nodes[id], language)}</span>
                </button>
              </li>
            ))}
            {existing.length === 0 && <li>{t('noMatch')}</li>}
          </ul>
        </section>}
        <section>
          <h3>{t('newNode')}</h3>
          <ul className={styles.list}>
            {types.map((type) => (
              <li key={type.type}>
                <button type="button" className={styles.target} onClick={() => leadToNew(type.type)}>
                  <NodeIcon path={type.icon} size={20} />
                  <span>{inLanguage(type.title, language)}</span>
                </button>
              </li>
            ))}
            {types.length === 0 && <li>{t('noMatch')}</li>}
          </ul>
        </section>
      </div>
      <div className={styles.actions}>
        {present !== undefined && !wire.insert && (
          <Button
            variant="outline" color="red"
            onClick={() => {
              draft.getState().run(disconnect(path, [wire]))
              onDone()
            }}
          >
            {t('disconnect')}
          </Button>
        )}
        <Button variant="outline" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  )
}

function found(flow: CallFlow, wanted: string, language: Language): string[] {
  const parts = wanted.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean)
  return readingOrder(flow).filter((id) => {
    const text = `${id} ${nodeTitle(flow.nodes[id], language)} ${flow.nodes[id]?.note ?? ''}`.normalize('NFKC').toLowerCase()
    return parts.every((part) => text.includes(part))
  })
}

/** The first free place to the right of a node. */
function beside(flow: CallFlow, from: { x: number; y: number }): [number, number] {
  const taken = Object.values(placesOf(flow))
  let y = from.y
  while (taken.some((place) => Math.abs(place.x - from.x - 320) < 248 && Math.abs(place.y - y) < 130)) y += 40
  return [from.x + 320, y]
}
