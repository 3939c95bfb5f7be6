import type { Option } from './option.ts'
import popup from './popup.module.css'

export function OptionText({ option }: { option: Option }) {
  return (
    <span className={popup['text']}>
      <span className={popup['label']} dir="auto">
        {option.label}
      </span>
      {option.description !== undefined && <span className={popup['description']}>{option.description}</span>}
    </span>
  )
}
