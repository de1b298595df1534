import { ActionIcon, Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useWords } from '../../i18n/words.ts'
import styles from './expressions.module.css'
import { templateParts } from './template-parts.ts'
import { words } from './words.ts'

interface TemplatePartsProps {
  text: string
  readOnly: boolean
  onSelect(from: number, to: number): void
  onChange(text: string): void
}

/** The expressions of a text as chips: press one to select it in the text, or take it out. */
export function TemplateParts({ text, readOnly, onSelect, onChange }: TemplatePartsProps) {
  const t = useWords(words)
  const parts = templateParts(text)
  if (parts.length === 0) return null
  return (
    <ul className={styles.chips} aria-label={t('parts')}>
      {parts.map(({ start, end, expression }) => (
        <li key={start} className={styles.chip}>
          <Button variant="subtle" size="compact-sm" aria-label={t('editPart', { text: expression })} onClick={() => onSelect(start, end)}>
            {expression}
          </Button>
          {!readOnly && (
            <ActionIcon variant="subtle" size={24} aria-label={t('removePart', { text: expression })} onClick={() => onChange(text.slice(0, start) + text.slice(end))}>
              <IconX aria-hidden size={14} />
            </ActionIcon>
          )}
        </li>
      ))}
    </ul>
  )
}
