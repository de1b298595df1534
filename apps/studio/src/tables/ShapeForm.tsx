import { DataTable, DecisionTable, LocalisedText, type Table } from '@madoguchi/schemas'
import { useMemo } from 'react'
import Type from 'typebox'
import { draft } from '../draft/draft.ts'
import { type JsonObject, isObject, toJson } from '../draft/json.ts'
import { DocumentForm } from '../editor/inspector/DocumentForm.tsx'
import { type TableShape, shapeOf, withShape } from './table-document.ts'
import { runOnTable } from './run-on-table.ts'

const dataShape = { config: Type.Object({ title: LocalisedText, keyType: DataTable.properties.keyType, columns: DataTable.properties.columns }) }
const decisionShape = { config: Type.Object({ title: LocalisedText, inputs: DecisionTable.properties.inputs, results: DecisionTable.properties.results }) }

/** The name and the columns of a table, by the same form as everything else. */
export default function ShapeForm({ path, table }: { path: string; table: Table }) {
  const value = useMemo(() => toJson({ title: table.title, ...shapeOf(table) }), [table])
  return (
    <DocumentForm
      id={path} of={table.decision ? decisionShape : dataShape} value={isObject(value) ? value : {}}
      onChange={(after) => {
        if (draft.getState().readOnly || !isShape(after)) return
        const { title, ...shape } = after
        runOnTable(path, 'act.shape', (now) => ({ ...withShape(now, shape), title }), 'shape')
      }}
    />
  )
}

/** A form in the middle of being filled in may lack a list; then nothing is done yet. */
function isShape(value: JsonObject): value is JsonObject & TableShape & Pick<Table, 'title'> {
  return isObject(value.title) && (Array.isArray(value.columns) || (Array.isArray(value.inputs) && Array.isArray(value.results)))
}
