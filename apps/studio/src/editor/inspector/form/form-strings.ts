import { TranslatableString, englishStringTranslator } from '@rjsf/utils'
import { useCallback } from 'react'
import { useLanguage } from '../../../i18n/words.ts'

const japanese: Partial<Record<TranslatableString, string>> = {
  [TranslatableString.ArrayItemTitle]: '項目',
  [TranslatableString.EmptyArray]: 'まだありません。',
  [TranslatableString.AddButton]: '追加',
  [TranslatableString.AddItemButton]: '追加',
  [TranslatableString.MoveDownButton]: '下へ移動',
  [TranslatableString.MoveUpButton]: '上へ移動',
  [TranslatableString.RemoveButton]: '削除',
  [TranslatableString.YesLabel]: 'はい',
  [TranslatableString.NoLabel]: 'いいえ',
  [TranslatableString.OptionalObjectAdd]: '使う',
  [TranslatableString.OptionalObjectRemove]: '使わない',
  [TranslatableString.OptionalObjectEmptyMsg]: '使っていません',
  [TranslatableString.OptionPrefix]: '形 %1',
  [TranslatableString.TitleOptionPrefix]: '%1 の形 %2',
  [TranslatableString.KeyLabel]: '%1 の名前',
  [TranslatableString.UnsupportedField]: 'この項目は画面では編集できません。JSONで編集してください。',
  [TranslatableString.UnknownFieldType]: '不明な型 %1',
}

/** The few words that rjsf itself says. */
export function useFormStrings(): (text: TranslatableString, values?: string[]) => string {
  const language = useLanguage()
  return useCallback(
    (text, values = []) => {
      const said = language === 'ja' ? japanese[text] : undefined
      return said === undefined ? englishStringTranslator(text, values) : values.reduce((whole, value, index) => whole.replaceAll(`%${index + 1}`, value), said)
    },
    [language],
  )
}
