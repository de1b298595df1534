import { ActionIcon, Button } from '@mantine/core'
import type { ArrayFieldItemTemplateProps, ArrayFieldTemplateProps, FieldTemplateProps, ObjectFieldTemplateProps, OptionalDataControlsTemplateProps, TemplatesType } from '@rjsf/utils'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { useReadOnly } from '../../../draft/draft.ts'
import { useWords } from '../../../i18n/words.ts'
import { Field, FieldError } from '../../../theme/Field.tsx'
import { words } from '../../words.ts'
import styles from './Form.module.css'

/** A later item of a list does not repeat what the first one explained. */
const repeats = (id: string) => /_[1-9]\d*(_|$)/.test(id)

function FieldTemplate({ id, label, required, rawDescription, rawErrors, displayLabel, hidden, schema, children }: FieldTemplateProps) {
  const t = useWords(words)
  if (hidden) return <div hidden>{children}</div>
  const error = rawErrors?.[0]
  if (schema.type === 'boolean') return <div className={styles.field}>{children}</div>
  if (!displayLabel) {
    return (
      <div className={styles.field}>
        {children}
        {error && schema.type !== undefined && <FieldError id={`${id}-error`} error={error} />}
      </div>
    )
  }
  const support = repeats(id) ? undefined : rawDescription
  return (
    <Field id={id} label={label} required={required} requirement={required ? t('required') : t('optional')} support={support} error={error}>
      {() => children}
    </Field>
  )
}

/** A group of fields. The form itself has no frame; a group inside it has its name above. */
function ObjectFieldTemplate({ fieldPathId, title, description, properties, optionalDataControl }: ObjectFieldTemplateProps) {
  const id = fieldPathId.$id
  const inList = /_\d+$/.test(id)
  const fields = properties.filter(({ hidden }) => !hidden).map(({ name, content }) => <div key={name}>{content}</div>)
  if (id === 'root' || inList) return <div id={id} className={inList ? styles.row : styles.fields}>{fields}</div>
  return (
    <fieldset id={id} className={styles.group}>
      <legend>{title}</legend>
      {description && !repeats(id) && <p className={styles.support}>{description}</p>}
      {optionalDataControl}
      <div className={styles.fields}>{fields}</div>
    </fieldset>
  )
}

function ArrayFieldTemplate({ fieldPathId, title, schema, required, items, canAdd, readonly, onAddClick }: ArrayFieldTemplateProps) {
  const t = useWords(words)
  return (
    <fieldset id={fieldPathId.$id} className={styles.group}>
      <legend>
        {title} <span className={required ? styles.required : styles.optional}>{required ? t('required') : t('optional')}</span>
      </legend>
      {schema.description && <p className={styles.support}>{schema.description}</p>}
      <ol className={styles.items}>{items}</ol>
      {canAdd && !readonly && (
        <Button variant="outline" size="xs" leftSection={<IconPlus aria-hidden size={18} />} onClick={onAddClick}>
          {t('addTo', { title })}
        </Button>
      )}
    </fieldset>
  )
}

function ArrayFieldItemTemplate({ buttonsProps, children, index, parentUiSchema: _parent, schema, readonly }: ArrayFieldItemTemplateProps) {
  const t = useWords(words)
  const { hasMoveUp, hasMoveDown, hasRemove, onMoveUpItem, onMoveDownItem, onRemoveItem } = buttonsProps
  const name = `${schema.title ?? ''} ${index + 1}`
  return (
    <li className={styles.item}>
      <div className={styles.itemHead}>
        <span>{name}</span>
        {!readonly && <span className={styles.buttons}>
          {hasMoveUp && (
            <ActionIcon variant="subtle" size={32} aria-label={`${name}: ${t('moveUp')}`} onClick={onMoveUpItem}>
              <IconArrowUp aria-hidden size={18} />
            </ActionIcon>
          )}
          {hasMoveDown && (
            <ActionIcon variant="subtle" size={32} aria-label={`${name}: ${t('moveDown')}`} onClick={onMoveDownItem}>
              <IconArrowDown aria-hidden size={18} />
            </ActionIcon>
          )}
          {hasRemove && (
            <ActionIcon variant="subtle" size={32} color="red" aria-label={t('removeItem', { title: name })} onClick={onRemoveItem}>
              <IconTrash aria-hidden size={18} />
            </ActionIcon>
          )}
        </span>}
      </div>
      {children}
    </li>
  )
}

/** Whether an optional group is there at all. */
function OptionalDataControlsTemplate({ id, label, onAddClick, onRemoveClick }: OptionalDataControlsTemplateProps) {
  const readOnly = useReadOnly()
  if (readOnly) return null
  if (!onAddClick && !onRemoveClick) return <p id={id}>{label}</p>
  return (
    <div>
      <Button id={id} variant="outline" size="xs" onClick={onAddClick ?? onRemoveClick}>
        {label}
      </Button>
    </div>
  )
}

const nothing = () => null

/** The Digital Agency's form rules (A03) as rjsf templates: label, 要否, support text, field, error. */
export const formTemplates = { FieldTemplate, ObjectFieldTemplate, ArrayFieldTemplate, ArrayFieldItemTemplate, OptionalDataControlsTemplate, FieldErrorTemplate: nothing, DescriptionFieldTemplate: nothing } satisfies Partial<TemplatesType>
