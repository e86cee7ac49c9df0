//! Compound surnames, so that a mask does not cut one in two.

/// The compound surnames in use, in simplified and where it differs in traditional form.
const COMPOUND: &str = "欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 \
    钟离 鍾離 宇文 长孙 長孫 鲜于 鮮于 闾丘 司徒 司空 夏侯 轩辕 軒轅 端木 百里 东郭 東郭 南宫 南宮 呼延 \
    赫连 赫連 澹台 澹臺 公冶 宗政 濮阳 濮陽 淳于 单于 太叔 申屠 公羊 仲孙 独孤 獨孤 拓跋 夹谷 宰父 谷梁 \
    段干 微生 羊舌 左丘 梁丘 东门 西门 西門 南门 第五 公西 漆雕 乐正 壤驷 公良 巫马 颛孙 子车 司寇 万俟 \
    闻人 聞人 亓官 纳兰 完颜 欧侯 太史 呼衍 贺兰 乌孙 完顏 納蘭";

/// The number of characters of a Han name's surname. A name of two characters always has one: the
/// rest must hide something.
pub(super) fn length(name: &str) -> usize {
    let compound = COMPOUND.split_whitespace().any(|surname| name.starts_with(surname));
    if compound && name.chars().nth(2).is_some() { 2 } else { 1 }
}
