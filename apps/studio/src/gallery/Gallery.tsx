import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import { FlowPicture } from './FlowPicture.tsx'
import styles from './Gallery.module.css'
import { type GalleryTemplate, brings } from './templates.ts'
import { useTemplates } from './use-templates.ts'
import { galleryWords } from './words.ts'

/** What a new flow begins with: nothing, a template of the product, or one of one's own. One choice of a group, so that arrow keys go through it. */
export function Gallery({ chosen, onChoose }: { chosen: GalleryTemplate | undefined; onChoose(template: GalleryTemplate | undefined): void }) {
  const t = useWords(galleryWords)
  const language = useLanguage()
  const group = useId()
  const [text, setText] = useState('')
  const { templates, loading, failed } = useTemplates()
  const shown = templates.filter((template) => matches(template, text))
  return (
    <div className={styles.about}>
      <TextInput type="search" label={t('search')} leftSection={<IconSearch aria-hidden size={18} />} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      {failed && <p role="alert">{t('failed')}</p>}
      <fieldset className={styles.cards} aria-label={t('choose')}>
        <label className={styles.card}>
          <input type="radio" name={group} checked={chosen === undefined} onChange={() => onChoose(undefined)} />
          <strong>{t('empty')}</strong>
          <small>{t('emptyAbout')}</small>
        </label>
        {shown.map((template) => (
          <label className={styles.card} key={`${template.own} ${template.id}`}>
            <input type="radio" name={group} checked={chosen?.id === template.id && chosen.own === template.own} onChange={() => onChoose(template)} />
            <FlowPicture flow={template.flow} />
            <strong>{inLanguage(template.title, language)}</strong>
            <small>{template.own ? t('own') : t('nodes', { count: Object.keys(template.flow.nodes).length })}</small>
          </label>
        ))}
      </fieldset>
      <p role="status">{loading ? t('loading') : text !== '' && shown.length === 0 ? t('none', { text }) : ''}</p>
    </div>
  )
}

/** What the chosen template is, and what it brings along. */
export function TemplateAbout({ template }: { template: GalleryTemplate }) {
  const t = useWords(galleryWords)
  const language = useLanguage()
  const along = brings(template)
  return (
    <div className={`${styles.about} ${styles.large}`}>
      <FlowPicture flow={template.flow} />
      <h3>{inLanguage(template.title, language)}</h3>
      <p>{inLanguage(template.description, language)}</p>
      {along.length > 0 && (
        <p className={styles.brings}>
          {t('brings')}: {along.map(({ name, count }) => `${inLanguage(name, language)} ${count}`).join(language === 'ja' ? '、' : ', ')}
        </p>
      )}
    </div>
  )
}

/** By any word of its names and descriptions, in either language. */
function matches({ id, title, description }: GalleryTemplate, text: string): boolean {
  const all = [id, title.ja, title.en ?? '', description.ja, description.en].join(' ').normalize('NFKC').toLowerCase()
  return text.normalize('NFKC').toLowerCase().split(/\s+/).every((word) => all.includes(word))
}
