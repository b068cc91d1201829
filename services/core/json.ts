// Plain data that a store keeps without looking into it.

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
