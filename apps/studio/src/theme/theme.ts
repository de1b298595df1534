import { Button, createTheme, type MantineColorsTuple } from '@mantine/core'

const shades = ['50', '100', '200', '300', '400', '500', '600', '800', '900', '1000'] as const
/** A colour of the Digital Agency tokens as Mantine wants it; index 8 is the one that carries text on white. */
const scale = (name: string) => shades.map((shade) => `var(--color-primitive-${name}-${shade})`) as unknown as MantineColorsTuple
const gray = ['50', '100', '200', '300', '420', '536', '600', '700', '800', '900'].map((shade) => `var(--color-neutral-solid-gray-${shade})`) as unknown as MantineColorsTuple

/** Mantine dressed in the Digital Agency design tokens (A01–A03). The smallest text is 14 px; sizes are rem, so browser zoom and text size hold. */
export const theme = createTheme({
  colors: { blue: scale('blue'), red: scale('red'), green: scale('green'), orange: scale('orange'), yellow: scale('yellow'), gray },
  primaryColor: 'blue',
  primaryShade: 8,
  black: '#1a1a1a',
  fontFamily: "'Noto Sans JP Variable', 'Noto Sans JP', sans-serif",
  fontFamilyMonospace: "'Noto Sans Mono', ui-monospace, Menlo, Consolas, monospace",
  fontSizes: { xs: '0.875rem', sm: '0.875rem', md: '1rem', lg: '1.125rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.5', md: '1.6', lg: '1.6', xl: '1.5' },
  headings: { fontWeight: '700', sizes: { h1: { fontSize: '1.5rem', lineHeight: '1.5' }, h2: { fontSize: '1.25rem', lineHeight: '1.5' }, h3: { fontSize: '1rem', lineHeight: '1.6' } } },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'md',
  // The one focus mark of the whole studio stands in global.css (A02).
  focusRing: 'never',
  cursorType: 'pointer',
  // Dialogs and menus come without a transition for those who want no motion.
  respectReducedMotion: true,
  components: {
    InputWrapper: { vars: () => ({ label: { '--input-label-size': '1rem' }, description: { '--input-description-size': '0.875rem' }, error: { '--input-error-size': '0.875rem' } }) },
    Button: Button.extend({ defaultProps: { size: 'sm', fw: 700 } }),
    Modal: { defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.5 } }, styles: { title: { fontSize: '1.125rem', fontWeight: 700 }, body: { paddingTop: 8 } } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300, color: 'gray.9', events: { hover: true, focus: true, touch: false } } },
  },
})
