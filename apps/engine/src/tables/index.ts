export { compileTable } from './compile-table.ts'
export { tableProblems } from './table-problems.ts'
