import { IconChecks, IconClipboardCheck, IconClipboardList, IconClock, IconForms, IconHistory, IconHome, IconListSearch, IconMicrophone2, IconPuzzle, IconRoute, IconStack2, IconTable, IconUsers, type Icon } from '@tabler/icons-react'
import type { Permission } from '@madoguchi/runtime/router'
import { type ComponentType, type LazyExoticComponent, lazy } from 'react'

/** One page of the studio. `rail` pages stand in the menu; the others are reached from them. */
export interface Page {
  path: string
  title: 'home' | 'flows' | 'editor' | 'prompts' | 'scenarios' | 'sessions' | 'compare' | 'approvals' | 'releases' | 'people' | 'plugins' | 'records' | 'tables' | 'forms' | 'hours' | 'account' | 'audit'
  icon?: Icon
  /** Who may open it; left out: everybody who has logged in. Without it the page stands in no menu, and its address says why. */
  needs?: Permission
  /** Fills the window instead of scrolling (the editor). */
  full?: boolean
  component: LazyExoticComponent<ComponentType>
  /** Fetches the code of the page, if it is not here yet. */
  load(): Promise<unknown>
}

/** A page is fetched once, by whoever wants it first. */
function loaded(load: () => Promise<{ default: ComponentType }>): Pick<Page, 'component' | 'load'> {
  return { load, component: lazy(load) }
}

/** All pages. A page is loaded when it is opened. */
export const pages: readonly Page[] = [
  { path: '/', title: 'home', icon: IconHome, ...loaded(() => import('../home/HomePage.tsx')) },
  { path: '/flows', title: 'flows', needs: 'draft.read', icon: IconRoute, ...loaded(() => import('../flows/FlowsPage.tsx')) },
  { path: '/flows/:id', title: 'editor', needs: 'draft.read', full: true, ...loaded(() => import('../editor/EditorPage.tsx')) },
  { path: '/scenarios', title: 'scenarios', needs: 'draft.read', icon: IconClipboardCheck, ...loaded(() => import('../scenarios/ScenariosPage.tsx')) },
  { path: '/prompts', title: 'prompts', needs: 'draft.read', icon: IconMicrophone2, ...loaded(() => import('../prompts/PromptsPage.tsx')) },
  { path: '/hours', title: 'hours', needs: 'draft.read', icon: IconClock, ...loaded(() => import('../hours/HoursListPage.tsx')) },
  { path: '/hours/:id', title: 'hours', needs: 'draft.read', ...loaded(() => import('../hours/HoursPage.tsx')) },
  { path: '/hours/holidays/:id', title: 'hours', needs: 'draft.read', ...loaded(() => import('../hours/holidays/HolidaysPage.tsx')) },
  { path: '/tables', title: 'tables', needs: 'draft.read', icon: IconTable, ...loaded(() => import('../tables/TablesPage.tsx')) },
  { path: '/tables/:id', title: 'tables', needs: 'draft.read', ...loaded(() => import('../tables/TablePage.tsx')) },
  { path: '/forms', title: 'forms', needs: 'draft.read', icon: IconForms, ...loaded(() => import('../forms/FormsPage.tsx')) },
  { path: '/forms/:id', title: 'forms', needs: 'draft.read', ...loaded(() => import('../forms/FormPage.tsx')) },
  { path: '/sessions', title: 'sessions', needs: 'session.read', icon: IconHistory, ...loaded(() => import('../sessions/SessionsPage.tsx')) },
  { path: '/sessions/:id', title: 'sessions', needs: 'session.read', ...loaded(() => import('../sessions/SessionsPage.tsx')) },
  { path: '/records', title: 'records', needs: 'records.read', icon: IconClipboardList, ...loaded(() => import('../records/RecordsPage.tsx')) },
  { path: '/compare', title: 'compare', needs: 'release.compare', full: true, ...loaded(() => import('../compare/ComparePage.tsx')) },
  { path: '/approvals', title: 'approvals', needs: 'approval.read', icon: IconChecks, ...loaded(() => import('../approvals/ApprovalsPage.tsx')) },
  { path: '/approvals/:id', title: 'approvals', needs: 'approval.read', ...loaded(() => import('../approvals/ApprovalsPage.tsx')) },
  { path: '/releases', title: 'releases', needs: 'release.read', icon: IconStack2, ...loaded(() => import('../releases/ReleasesPage.tsx')) },
  { path: '/people', title: 'people', needs: 'people.read', icon: IconUsers, ...loaded(() => import('../people/PeoplePage.tsx')) },
  { path: '/plugins', title: 'plugins', needs: 'plugin.read', icon: IconPuzzle, ...loaded(() => import('../plugins/PluginsPage.tsx')) },
  { path: '/audit', title: 'audit', needs: 'audit.read', icon: IconListSearch, ...loaded(() => import('../audit/AuditPage.tsx')) },
  { path: '/audit/:n', title: 'audit', needs: 'audit.read', ...loaded(() => import('../audit/AuditPage.tsx')) },
  { path: '/account', title: 'account', ...loaded(() => import('../account/AccountPage.tsx')) },
]
