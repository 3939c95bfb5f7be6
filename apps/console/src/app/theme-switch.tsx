import { MonitorIcon, MoonIcon, SunIcon } from '../ui/icons.tsx'
import { type ThemeChoice, useTheme } from '../ui/theme.ts'
import { VisuallyHidden } from '../ui/visually-hidden.tsx'
import styles from './theme-switch.module.css'

const choices: { value: ThemeChoice; label: string; Icon: typeof SunIcon }[] = [
  { value: 'system', label: 'System', Icon: MonitorIcon },
  { value: 'light', label: 'Light', Icon: SunIcon },
  { value: 'dark', label: 'Dark', Icon: MoonIcon },
]

export function ThemeSwitch() {
  const [theme, choose] = useTheme()
  return (
    <fieldset className={styles['switch']}>
      <legend>
        <VisuallyHidden>Theme</VisuallyHidden>
      </legend>
      {choices.map(({ value, label, Icon }) => (
        <label key={value} className={styles['choice']} title={label}>
          <input
            type="radio"
            name="theme"
            className={styles['input']}
            checked={theme === value}
            onChange={() => choose(value)}
          />
          <Icon />
          <VisuallyHidden>{label}</VisuallyHidden>
        </label>
      ))}
    </fieldset>
  )
}
