import { Button, TextInput } from '@mantine/core'
import type { NodeType } from '@madoguchi/sdk'
import { IconSearch, IconSticker2 } from '@tabler/icons-react'
import { useState } from 'react'
import { inLanguage, useLanguage, useWords } from '../../i18n/words.ts'
import { NodeIcon } from '../canvas/NodeCard.tsx'
import { dragType, useAddNode } from '../canvas/add-node.ts'
import { useEditor } from '../editor-store.ts'
import { words } from '../words.ts'
import styles from './Palette.module.css'
import { categoryWord, matching, useCategories } from './categories.ts'

/** All node types by plugin. Press or Enter adds one in the middle of the view; dragging puts it where it is dropped. */
export function Palette({ path }: { path: string }) {
  const t = useWords(words)
  const language = useLanguage()
  const [wanted, setWanted] = useState('')
  const { addNode, addNote } = useAddNode(path)
  const add = (type: string) => {
    addNode(type)
    useEditor.setState({ sheet: undefined })
  }
  const found = useCategories().map(({ category, title, types }) => ({ category, name: title ? inLanguage(title, language) : t(categoryWord(category)), types: matching(types, wanted, language) })).filter(({ types }) => types.length > 0)
  return (
    <div className={styles.palette}>
      {/* Before the search, so that Tab leads from there to what was found. */}
      <Button variant="outline" leftSection={<IconSticker2 aria-hidden size={20} />} onClick={addNote}>{t('addSticky')}</Button>
      <TextInput type="search" aria-label={t('search')} leftSection={<IconSearch aria-hidden size={18} />} value={wanted} onChange={(event) => setWanted(event.currentTarget.value)} />
      <p className={styles.help}>{t('paletteHelp')}</p>
      {found.length === 0 && <p role="status">{t('noMatch')}</p>}
      {found.map(({ category, name, types }) => (
        <section key={category} aria-label={name}>
          <h3 className={styles.category}>{name}</h3>
          <ul className={styles.list}>
            {types.map((type) => (
              <li key={type.type}>
                <PaletteEntry type={type} onAdd={() => add(type.type)} description={inLanguage(type.description, language)} title={inLanguage(type.title, language)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function PaletteEntry({ type, title, description, onAdd }: { type: NodeType; title: string; description: string; onAdd(): void }) {
  return (
    <button
      type="button" className={styles.entry} draggable title={description} onClick={onAdd}
      onDragStart={(event) => {
        event.dataTransfer.setData(dragType, type.type)
        event.dataTransfer.effectAllowed = 'copy'
      }}
    >
      <NodeIcon path={type.icon} size={22} />
      <span>{title}</span>
    </button>
  )
}
