/** How Nuxt UI's components look here: sizes of controls, and colours by token. Read at build time. */
export const theme = {
  icons: { close: 'kesako:close', loading: 'kesako:progressing' },
  button: {
    slots: {
      base: 'rounded-[7px] font-medium whitespace-nowrap cursor-pointer disabled:cursor-not-allowed disabled:opacity-100 disabled:text-faint disabled:bg-sunken disabled:ring-line transition-none focus-visible:outline-2 focus-visible:outline-focus',
    },
    variants: {
      size: {
        md: {
          base: 'h-[30px] px-[11px] py-0 text-[13px] gap-1.5 max-[960px]:h-10',
          leadingIcon: 'size-3.5',
        },
        lg: {
          base: 'h-9 px-3.5 py-0 text-[14px] gap-1.5 max-[960px]:h-11',
          leadingIcon: 'size-4',
        },
      },
    },
    compoundVariants: [
      {
        color: 'neutral',
        variant: 'outline',
        class: 'bg-surface text-text ring-line-strong hover:bg-hover active:bg-fill',
      },
      {
        color: 'neutral',
        variant: 'ghost',
        class: 'text-text-2 hover:bg-hover active:bg-fill',
      },
      {
        color: 'primary',
        variant: 'solid',
        class:
          'bg-ink text-on-ink hover:bg-ink/90 disabled:bg-sunken disabled:text-faint disabled:ring disabled:ring-inset disabled:ring-line',
      },
    ],
    defaultVariants: { color: 'neutral', variant: 'outline', size: 'md' },
  },
  input: {
    slots: {
      root: 'w-full',
      base: 'h-[30px] rounded-[7px] py-0 text-[13px] text-text bg-surface ring-control placeholder:text-muted transition-none max-[960px]:h-11 max-[960px]:text-[16px] focus-visible:ring-2 focus-visible:ring-focus focus-visible:outline-none',
      leadingIcon: 'text-muted',
    },
    variants: {
      size: {
        md: { base: 'text-[13px]', leadingIcon: 'size-4' },
        lg: { base: 'h-9 text-[13px]', leadingIcon: 'size-4' },
      },
    },
    compoundVariants: [{ color: 'primary', variant: 'outline', class: 'focus-visible:ring-focus' }],
  },
  modal: {
    slots: {
      content: 'bg-raised ring-line-strong shadow-(--shadow) rounded-[12px] divide-line',
      title: 'text-text font-semibold text-[14px]',
      header: 'min-h-[52px] p-4 sm:px-5',
      body: 'p-4 sm:p-5',
    },
    variants: { overlay: { true: { overlay: 'bg-(--scrim)' } } },
  },
  kbd: {
    base: 'rounded-[4px] bg-page text-muted ring-line-strong font-medium normal-case px-1.5',
  },
} as const
