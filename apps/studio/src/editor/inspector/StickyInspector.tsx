import { Button, SegmentedControl, Textarea } from '@mantine/core'
import type { StickyNote } from '@madoguchi/schemas'
import { IconCopy, IconTrash } from '@tabler/icons-react'
import { draft, useReadOnly } from '../../draft/draft.ts'
import { useWords } from '../../i18n/words.ts'
import { Field } from '../../theme/Field.tsx'
import { duplicate, remove } from '../clipboard/clipboard.ts'
import { editStickyNote, itemId, noteSize } from '../commands/index.ts'
import { words } from '../words.ts'
import styles from './Inspector.module.css'

const sizes = { small: noteSize, medium: [320, 180], large: [480, 280] } as const
type SizeName = keyof typeof sizes

/** The text and size of a sticky note. */
export function StickyInspector({ path, id, note }: { path: string; id: string; note: StickyNote }) {
  const t = useWords(words)
  const readOnly = useReadOnly()
  const run = draft.getState().run
  const size = (Object.keys(sizes) as SizeName[]).find((name) => sizes[name].every((length, axis) => length === note.size[axis]))
  const item = itemId('note', id)
  return (
    <div className={styles.inspector}>
      <header className={styles.head}>
        <h2>{t('sticky')}</h2>
      </header>
      <Field id="flow-note" label={t('stickyText')} requirement={t('optional')} support={t('noteHelp')}>
        {(control) => <Textarea {...control} readOnly={readOnly} autosize minRows={4} maxRows={16} maxLength={4000} value={note.text} onChange={(event) => run(editStickyNote(path, id, { text: event.currentTarget.value }))} />}
      </Field>
      {!readOnly && (
        <>
          <SegmentedControl
            aria-label={t('stickySize')} value={size ?? ''} onChange={(name) => run(editStickyNote(path, id, { size: [...sizes[name as SizeName]] }))}
            data={[{ value: 'small', label: t('sizeSmall') }, { value: 'medium', label: t('sizeMedium') }, { value: 'large', label: t('sizeLarge') }]}
          />
          <div className={styles.actions}>
            <Button variant="outline" leftSection={<IconCopy aria-hidden size={18} />} onClick={() => duplicate(path, [item])}>{t('duplicate')}</Button>
            <Button variant="outline" color="red" leftSection={<IconTrash aria-hidden size={18} />} onClick={() => remove(path, [item])}>{t('remove')}</Button>
          </div>
        </>
      )}
    </div>
  )
}
