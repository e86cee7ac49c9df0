//! The active currencies of ISO 4217, with the decimals of their minor unit.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::{Error, Format, Result};

/// A currency that amounts can be in.
///
/// Codes without a minor unit (metals, bond units, test codes) are not taken.
///
/// ```
/// use yufu_protocol::transaction::Currency;
///
/// assert_eq!(Currency::CNY.exponent(), 2);
/// assert_eq!("JPY".parse::<Currency>().unwrap().exponent(), 0);
/// assert!("cny".parse::<Currency>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Currency {
    code: &'static str,
    exponent: u8,
}

impl Currency {
    /// Renminbi; its minor unit is the fen.
    pub const CNY: Self = Self { code: "CNY", exponent: 2 };

    /// The three letters.
    pub const fn code(self) -> &'static str {
        self.code
    }

    /// How many decimals the minor unit has, 0 to 4.
    pub const fn exponent(self) -> u8 {
        self.exponent
    }

    /// Every currency, CNY first, then in the order of the code within each exponent.
    pub fn all() -> impl Iterator<Item = Self> {
        LISTS.iter().flat_map(|(exponent, codes)| {
            codes.split_ascii_whitespace().map(|code| Self { code, exponent: *exponent })
        })
    }
}

impl std::str::FromStr for Currency {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::all()
            .find(|currency| currency.code == text)
            .ok_or(Error::Field(Format::Transaction, "currency"))
    }
}

impl std::fmt::Display for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code)
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code)
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// ISO 4217 list one as in force on 1 January 2026.
const LISTS: [(u8, &str); 5] = [
    (2, "CNY"),
    (
        2,
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD \
         CAD CDF CHE CHF CHW COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL \
         GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP \
         LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK \
         NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD \
         SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD \
         XCD XCG YER ZAR ZMW ZWG",
    ),
    (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
    (3, "BHD IQD JOD KWD LYD OMR TND"),
    (4, "CLF UYW"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_three_capitals_and_unique() {
        let mut seen = std::collections::BTreeSet::new();
        for currency in Currency::all() {
            assert!(currency.code.len() == 3, "{currency}");
            assert!(currency.code.bytes().all(|b| b.is_ascii_uppercase()), "{currency}");
            assert!(seen.insert(currency.code), "{currency}");
            assert_eq!(currency.code.parse::<Currency>().unwrap(), currency);
        }
        assert_eq!(Currency::all().next(), Some(Currency::CNY));
    }

    #[test]
    fn retired_unitless_and_test_codes_are_refused() {
        for code in ["", "CN", "CNYX", "cny", "DEM", "HRK", "XAU", "XTS", "XXX", "XDR", "BGN"] {
            assert!(code.parse::<Currency>().is_err(), "{code}");
        }
    }
}
