//! Enums of the foreign API that repeat one of the core.

/// Declares an enum without fields that has the variants of a core enum, and both conversions. A
/// variant that is newer than this crate is [`YufuError::internal`](crate::YufuError::internal).
macro_rules! mirror {
    ($(#[$doc:meta])* $name:ident = $($core:ident)::+ {
        $($(#[$variant_doc:meta])* $variant:ident,)*
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[cfg_attr(feature = "scaffolding", derive(uniffi::Enum))]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
        }

        impl TryFrom<$($core)::+> for $name {
            type Error = $crate::YufuError;

            fn try_from(core: $($core)::+) -> $crate::Result<Self> {
                use $($core)::+ as Core;
                match core {
                    $(Core::$variant => Ok(Self::$variant),)*
                    #[allow(unreachable_patterns, reason = "some core enums may grow")]
                    _ => Err($crate::YufuError::internal()),
                }
            }
        }

        impl From<$name> for $($core)::+ {
            fn from(own: $name) -> Self {
                use $($core)::+ as Core;
                match own {
                    $($name::$variant => Core::$variant,)*
                }
            }
        }
    };
}

pub(crate) use mirror;
