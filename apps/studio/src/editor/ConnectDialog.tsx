import { Button, Modal, TextInput } from '@mantine/core'
import type { CallFlow } from '@madoguchi/schemas'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useMemo, useState } from 'react'
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
import { backToWork, focusOnCanvas } from './regions/work-place.ts'
import { words } from './words.ts'

/** 「接続先を選ぶ」: leads an exit to a node of the flow, or to a new one; the equal of dragging a connection (A06, WCAG 2.5.7). */
export function ConnectDialog({ path, flow }: { path: string; flow: CallFlow }) {
  const t = useWords(words)
  const language = useLanguage()
  const connecting = useEditor((state) => state.connecting)
  const adding = useEditor((state) => state.adding)
  const node = connecting && flow.nodes[connecting.from]
  const close = () => useEditor.setState({ connecting: undefined, adding: false })
  return (
    <Modal
      opened={node !== undefined || adding} onClose={close} size="lg" closeButtonProps={{ 'aria-label': t('cancel') }}
      title={node && connecting?.insert ? t('insertInto', { from: nodeTitle(node, language), to: nodeTitle(flow.nodes[node.next?.[connecting.exit] ?? ''], language) }) : node && connecting ? t('chooseTargetOf', { node: nodeTitle(node, language), exit: exitTitle(node, connecting.exit, language) }) : adding ? t('addFree') : ''}
    >
      {node && connecting ? <Targets path={path} flow={flow} wire={connecting} onDone={close} /> : adding && <Targets path={path} flow={flow} wire={undefined} onDone={close} />}
    </Modal>
  )
}

type Chosen = Wire & { at?: readonly [number, number]; insert?: true }

/** Without a wire, a node is added that nothing leads to yet. */
function Targets({ path, flow, wire, onDone }: { path: string; flow: CallFlow; wire: Chosen | undefined; onDone(): void }) {
  const t = useWords(words)
  const language = useLanguage()
  const { addNode, insertNode } = useAddNode(path)
  const [wanted, setWanted] = useState('')
  const present = wire && flow.nodes[wire.from]?.next?.[wire.exit]
  const offersExisting = wire !== undefined && !wire.insert
  const existing = useMemo(() => (offersExisting ? found(flow, wanted, language) : []), [flow, wanted, language, offersExisting])
  const types = titlesFirst(useCategories().flatMap((category) => matching(category.types, wanted, language)), wanted, (type) => inLanguage(type.title, language))
  const lead = (to: string) => {
    if (!wire) return
    draft.getState().run(connect(path, wire.from, wire.exit, to))
    say({ ja: `「${nodeTitle(flow.nodes[to], 'ja')}」につなぎました`, en: `Connected to "${nodeTitle(flow.nodes[to], 'en')}"` })
    onDone()
  }
  const leadToNew = (type: string) => {
    const from = placesOf(flow)[wire?.from ?? ''] ?? { x: 0, y: 0 }
    const id = !wire ? addNode(type) : wire.insert ? insertNode(type, wire) : addNode(type, wire.at ?? beside(flow, from), wire)
    onDone()
    // The dialog gives the focus back to where it was opened first; what goes on is the new node.
    if (id !== undefined) setTimeout(() => backToWork(id) || focusOnCanvas(id), afterDialogMs)
  }
  const first = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || wanted.trim() === '') return
    event.preventDefault()
    const [node] = existing
    const [type] = types
    if (node !== undefined) lead(node)
    else if (type) leadToNew(type.type)
  }
  return (
    <div className={styles.dialog} role="presentation" onKeyDown={walkTargets}>
      <TextInput type="search" aria-label={t('search')} description={t('targetHelp')} onKeyDown={first} leftSection={<IconSearch aria-hidden size={18} />} value={wanted} onChange={(event) => setWanted(event.currentTarget.value)} data-autofocus />
      <div className={styles.columns}>
        {offersExisting && <section>
          <h3>{t('existing')}</h3>
          <ul className={styles.list}>
            {existing.map((id) => (
              <li key={id}>
                <button type="button" data-target className={styles.target} aria-current={id === present || undefined} onClick={() => lead(id)}>
                  <NodeIcon path={nodeTypes.get(flow.nodes[id]?.type ?? '')?.icon ?? ''} size={20} />
                  <span>{nodeTitle(flow.nodes[id], language)}</span>
                </button>
              </li>
            ))}
            {existing.length === 0 && <li>{t('noMatch')}</li>}
          </ul>
        </section>}
        <section>
          <h3>{t(wire ? 'newNode' : 'nodeKinds')}</h3>
          <ul className={styles.list}>
            {types.map((type) => (
              <li key={type.type}>
                <button type="button" data-target className={styles.target} onClick={() => leadToNew(type.type)}>
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
        {wire && present !== undefined && !wire.insert && (
          <Button
            variant="outline" color="red"
            onClick={() => {
              draft.getState().run(disconnect(path, [wire]))
              say({ ja: '接続を外しました', en: 'Disconnected' })
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

const afterDialogMs = 60

/** Arrow keys go through everything that can be chosen; Tab still does, too. */
function walkTargets(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined || event.nativeEvent.isComposing) return
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('input[type="search"], [data-target]')]
  const next = all[all.findIndex((element) => element === document.activeElement) + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}

/** What is called so stands before what only speaks of it. */
function titlesFirst<Item>(items: readonly Item[], wanted: string, titleOf: (item: Item) => string): Item[] {
  const text = wanted.normalize('NFKC').toLowerCase().trim()
  const rank = (item: Item) => {
    const title = titleOf(item).normalize('NFKC').toLowerCase()
    return text === '' || title === text ? 0 : title.startsWith(text) ? 1 : title.includes(text) ? 2 : 3
  }
  return items.toSorted((a, b) => rank(a) - rank(b))
}

function found(flow: CallFlow, wanted: string, language: Language): string[] {
  const parts = wanted.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean)
  const all = readingOrder(flow).filter((id) => {
    const text = `${id} ${nodeTitle(flow.nodes[id], language)} ${flow.nodes[id]?.note ?? ''}`.normalize('NFKC').toLowerCase()
    return parts.every((part) => text.includes(part))
  })
  return titlesFirst(all, wanted, (id) => nodeTitle(flow.nodes[id], language))
}

/** The first free place to the right of a node. */
function beside(flow: CallFlow, from: { x: number; y: number }): [number, number] {
  const taken = Object.values(placesOf(flow))
  let y = from.y
  while (taken.some((place) => Math.abs(place.x - from.x - 320) < 248 && Math.abs(place.y - y) < 130)) y += 40
  return [from.x + 320, y]
}
